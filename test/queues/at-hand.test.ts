import { expect } from 'chai';
import { startHands } from '../../queues/at-hand.ts';

const jobs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ ticketId: from + index }));

describe('tickets taken in hand at once', () => {
  const under = () => {
    const begun = new Map<number, { finish: () => void; fail: (error: Error) => void }>();
    const queued: number[] = [];
    const errors: unknown[] = [];
    const hands = startHands(
      { hint: async (_queue, hinted) => void queued.push(...hinted.map((job) => Object.values(job)[0])) },
      ({ ticketId }) => new Promise<void>((finish, fail) => void begun.set(ticketId, { finish, fail })),
      (error) => errors.push(error),
    );
    return { begun, queued, errors, hands };
  };

  it('are no more than there are hands; the others go to the queue', async () => {
    const { begun, queued, hands } = under();
    await hands.route(jobs(1, 10));
    expect([...begun.keys()]).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(queued).to.deep.equal([9, 10]);
    begun.get(3)?.finish();
    await new Promise(setImmediate);
    await hands.route(jobs(11, 12));
    expect([...begun.keys()].slice(8), 'one hand was free').to.deep.equal([11]);
    expect(queued).to.deep.equal([9, 10, 12]);
  });

  it('go to the queue when they fail, and are waited for at the end', async () => {
    const { begun, queued, errors, hands } = under();
    await hands.route(jobs(1, 2));
    let closed = false;
    const closing = hands.close().then(() => {
      closed = true;
    });
    begun.get(1)?.fail(new Error('no luck'));
    await new Promise(setImmediate);
    expect(queued).to.deep.equal([1]);
    expect(errors).to.have.length(1);
    expect(closed).to.equal(false);
    begun.get(2)?.finish();
    await closing;
    expect(queued).to.deep.equal([1]);
  });
});
