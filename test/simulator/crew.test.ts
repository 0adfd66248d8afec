import { expect } from 'chai';
import type { TicketCard } from '../../domain/contracts/api.ts';
import { Crew } from '../../simulator/province/crew.ts';

const card = (id: number) => ({ id }) as TicketCard;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a crew of the simulation', () => {
  let begun: number[];
  let end: Map<number, (error?: Error) => void>;
  let errors: unknown[];
  const crewOf = (atOnce: number, willAct: (card: TicketCard) => boolean = () => true) =>
    new Crew(atOnce, {
      willAct,
      attend: ({ id }) => {
        begun.push(id);
        return new Promise((resolve, reject) => {
          end.set(id, (error) => (error ? reject(error) : resolve()));
        });
      },
    });
  const done = async (id: number, error?: Error) => {
    end.get(id)?.(error);
    await turn();
  };
  beforeEach(() => {
    begun = [];
    end = new Map();
    errors = [];
  });

  it('takes the next that was seen as soon as somebody is done, never more than it can, none twice', async () => {
    const crew = crewOf(2);
    const see = () => crew.see([1, 2, 3, 4].map(card), (error) => errors.push(error));
    see();
    see();
    expect([begun, crew.working]).to.deep.equal([[1, 2], 2]);
    await done(2);
    expect(begun, 'without another look').to.deep.equal([1, 2, 3]);
    await done(1);
    await done(3);
    await done(4);
    expect([begun, crew.working]).to.deep.equal([[1, 2, 3, 4], 0]);
  });

  it('goes on after what went wrong, and leaves alone what it will not act on', async () => {
    const crew = crewOf(1, ({ id }) => id !== 2);
    crew.see([1, 2, 3].map(card), (error) => errors.push(error));
    const trouble = new Error('no');
    await done(1, trouble);
    expect([begun, errors]).to.deep.equal([[1, 3], [trouble]]);
  });
});
