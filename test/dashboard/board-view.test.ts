import { expect } from 'chai';
import fc from 'fast-check';
import { columnsOf, mostUrgentFirst, neighbour } from '../../dashboard/src/board/columns.ts';
import {
  type BoardFilters,
  NO_FILTERS,
  readFilters,
  writeFilters,
} from '../../dashboard/src/board/filters.ts';
import { latenessOf, WARN_MINUTES } from '../../dashboard/src/time/lateness.ts';
import { BOARD_DONE_LIMIT } from '../../domain/contracts/sockets.ts';
import { TICKET_KINDS } from '../../domain/vocabulary.ts';
import { card } from './cards.ts';

const now = Date.parse('2026-03-02T06:00:00.000Z');
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const wordsOf = () => '岳麓自营空调一队 长沙市岳麓区 空调';
const ids = (cards: { id: number }[]) => cards.map(({ id }) => id);
const show = (cards: ReturnType<typeof card>[], filters: Partial<BoardFilters> = {}) =>
  columnsOf(cards, { ...NO_FILTERS, ...filters }, now, wordsOf);

describe('board columns', () => {
  it('put each ticket where its state belongs, and leave out what is over', () => {
    const columns = show([
      card(1, { state: 'offered' }),
      card(2, { state: 'closed' }),
      card(3, { state: 'cancelled' }),
      card(4, { state: 'manual' }),
    ]);
    expect(ids(columns.offered)).to.deep.equal([1]);
    expect(ids(columns.manual)).to.deep.equal([4]);
    expect(Object.values(columns).flat()).to.have.length(2);
  });

  it('pin rescue, let late ones rise, and keep those without a deadline last', () => {
    const columns = show([
      card(1, { dueAt: null }),
      card(2, { dueAt: inMinutes(50), dueKind: 'arrival' }),
      card(3, { dueAt: inMinutes(-20), dueKind: 'arrival' }),
      card(4, { kind: 'rescue', dueAt: inMinutes(600), dueKind: 'completion' }),
      card(5, { dueAt: null, chaseCount: 2 }),
    ]);
    expect(ids(columns.new)).to.deep.equal([4, 3, 2, 5, 1]);
  });

  it('order the same way whatever the order they came in', () => {
    const due = fc.option(fc.integer({ min: -100, max: 100 }), { nil: null });
    const cards = fc.array(fc.record({ due, rescue: fc.boolean(), chases: fc.nat(3) }), { maxLength: 30 });
    fc.assert(
      fc.property(cards, fc.infiniteStream(fc.nat()), (given, shuffle) => {
        const all = given.map(({ due, rescue, chases }, id) =>
          card(id, {
            dueAt: due === null ? null : inMinutes(due),
            priority: rescue ? 'rescue' : 'normal',
            chaseCount: chases,
          }),
        );
        const shuffled = all
          .map((ticket) => ({ ticket, key: shuffle.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ ticket }) => ticket);
        expect(ids(shuffled.sort(mostUrgentFirst))).to.deep.equal(ids(all.sort(mostUrgentFirst)));
      }),
    );
  });

  it('show finished ones newest first, and no more than the server sends', () => {
    const done = Array.from({ length: BOARD_DONE_LIMIT + 5 }, (_, id) =>
      card(id, { state: 'done', stateSince: inMinutes(id) }),
    );
    const shown = show(done).done;
    expect(shown).to.have.length(BOARD_DONE_LIMIT);
    expect(shown[0]?.id).to.equal(BOARD_DONE_LIMIT + 4);
  });

  it('filter by region, kind, lateness and words', () => {
    const cards = [
      card(1, { regionId: 1, dueAt: inMinutes(-1), dueKind: 'accept' }),
      card(2, { regionId: 2, kind: 'installation', dueAt: inMinutes(5), dueKind: 'accept' }),
      card(3, { regionId: 2, dueAt: inMinutes(500), dueKind: 'completion' }),
    ];
    expect(ids(show(cards, { regionId: 2 }).new)).to.deep.equal([2, 3]);
    expect(ids(show(cards, { kinds: ['installation'] }).new)).to.deep.equal([2]);
    expect(ids(show(cards, { late: 'late' }).new)).to.deep.equal([1]);
    expect(ids(show(cards, { late: 'soon' }).new)).to.deep.equal([1, 2]);
    expect(ids(show(cards, { search: '100 000 003' }).new)).to.deep.equal([3]);
    expect(ids(show(cards, { search: ' 岳麓 ' }).new)).to.deep.equal([1, 2, 3]);
    expect(ids(show(cards, { search: '天心' }).new)).to.deep.equal([]);
  });

  it('lead the keyboard down, up and across, and never out', () => {
    const columns = show([
      card(1, { state: 'new', openedAt: inMinutes(-3) }),
      card(2, { state: 'new', openedAt: inMinutes(-2) }),
      card(3, { state: 'offered' }),
    ]);
    expect(neighbour(columns, null, { down: 1 })).to.equal(1);
    expect(neighbour(columns, 1, { down: 1 })).to.equal(2);
    expect(neighbour(columns, 2, { down: 1 })).to.equal(2);
    expect(neighbour(columns, 1, { down: -1 })).to.equal(1);
    expect(neighbour(columns, 2, { right: 1 })).to.equal(3);
    expect(neighbour(columns, 3, { right: 1 })).to.equal(3);
    expect(neighbour(columns, 99, { down: 1 })).to.equal(1);
    expect(neighbour(show([]), null, { down: 1 })).to.equal(null);
  });
});

describe('board filters in the address', () => {
  const filters = fc.record({
    regionId: fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }),
    kinds: fc.uniqueArray(fc.constantFrom(...TICKET_KINDS)),
    late: fc.constantFrom('late' as const, 'soon' as const, null),
    search: fc.string(),
  });

  it('come back as they were written, and leave the rest of the address alone', () => {
    fc.assert(
      fc.property(filters, (given) => {
        const params = writeFilters(new URLSearchParams('ticket=7&q=old&region=3'), given);
        expect(readFilters(new URLSearchParams(params.toString()))).to.deep.equal(given);
        expect(params.get('ticket')).to.equal('7');
      }),
    );
  });

  it('are left out where an address makes no sense', () => {
    const params = new URLSearchParams('region=x&kind=repair,nonsense&late=perhaps');
    expect(readFilters(params)).to.deep.equal({ ...NO_FILTERS, kinds: ['repair'] });
  });
});

describe('lateness (D6)', () => {
  it('warns before the deadline and is late after it', () => {
    const at = (minutes: number) =>
      latenessOf({ dueAt: inMinutes(minutes), dueKind: 'first_contact' }, now).level;
    expect(at(WARN_MINUTES.first_contact + 1)).to.equal('fine');
    expect(at(WARN_MINUTES.first_contact)).to.equal('soon');
    expect(at(0)).to.equal('soon');
    expect(at(-1)).to.equal('late');
    expect(latenessOf({ dueAt: null, dueKind: null }, now).level).to.equal('none');
  });
});
