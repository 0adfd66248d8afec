import { expect } from 'chai';
import { PresenceBook } from '../../realtime/presence-book.ts';

const look = (ticketId: number, act: 'open' | 'assign' = 'open', rooms = ['province', 'region.1']) => ({
  ticketId,
  act,
  rooms,
});
const who = (personId: number, until: number, ...looks: ReturnType<typeof look>[]) => ({
  personId,
  name: `职员${personId}`,
  looks,
  until,
});

describe('who looks at which ticket', () => {
  it('is told when it changes, and not when it is said again', () => {
    const book = new PresenceBook();
    const first = book.set('a', who(1, 10, look(5)));
    expect(first).to.deep.equal([
      {
        presence: { ticketId: 5, people: [{ personId: 1, name: '职员1', act: 'open' }] },
        rooms: ['province', 'region.1'],
        lost: [],
      },
    ]);
    expect(book.set('a', who(1, 20, look(5)))).to.deep.equal([]);
    expect(book.set('b', who(1, 20, look(5))), 'the same person in another window').to.deep.equal([]);
    expect(book.set('c', who(2, 20, look(5)))[0]?.presence.people).to.have.length(2);
  });

  it('names what somebody does above what they see', () => {
    const book = new PresenceBook();
    book.set('a', who(1, 10, look(5)));
    const [change] = book.set('b', who(1, 10, look(5, 'assign')));
    expect(change?.presence.people).to.deep.equal([{ personId: 1, name: '职员1', act: 'assign' }]);
  });

  it('moves from one ticket to the next, and ends', () => {
    const book = new PresenceBook();
    book.set('a', who(1, 10, look(5)));
    const changes = book.set('a', who(1, 10, look(6)));
    expect(changes.map(({ presence }) => [presence.ticketId, presence.people.length])).to.deep.equal([
      [5, 0],
      [6, 1],
    ]);
    expect(changes[0]?.rooms, 'who was told hears the end').to.deep.equal(['province', 'region.1']);
    expect(book.drop('a')[0]?.presence).to.deep.equal({ ticketId: 6, people: [] });
    expect(book.drop('a')).to.deep.equal([]);
  });

  it('forgets whoever is silent', () => {
    const book = new PresenceBook();
    book.set('a', who(1, 10, look(5)));
    book.set('b', who(2, 30, look(5)));
    expect(book.expire(9)).to.deep.equal([]);
    expect(book.expire(10)[0]?.presence.people.map(({ personId }) => personId)).to.deep.equal([2]);
    expect(book.expire(30)[0]?.presence.people).to.deep.equal([]);
  });

  it('takes it from those to whose part of the organisation the ticket belongs no more', () => {
    const book = new PresenceBook();
    book.set('a', who(1, 10, look(5)));
    const [change] = book.set('a', who(1, 20, look(5, 'open', ['province', 'region.2'])));
    expect(change).to.deep.include({ rooms: ['province', 'region.2'], lost: ['region.1'] });
    expect(book.all((room) => room === 'region.1')).to.deep.equal([]);
    expect(book.all((room) => room === 'region.2')).to.have.length(1);
  });
});
