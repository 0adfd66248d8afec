import { expect } from 'chai';
import fc from 'fast-check';
import { BOARD_COLUMNS, inColumns, mostUrgentFirst, neighbour } from '../../dashboard/src/board/columns.ts';
import {
  BOARD_FLAGS,
  type BoardFilters,
  isFiltered,
  moreFilters,
  NO_FILTERS,
  passing,
  readFilters,
  viewOf,
  writeFilters,
} from '../../dashboard/src/board/filters.ts';
import { calling, openRescues } from '../../dashboard/src/board/rescue.ts';
import { NOTHING, toggled, toggledAll, upTo } from '../../dashboard/src/board/selection.ts';
import { type Sorting, sorted } from '../../dashboard/src/board/sorted.ts';
import {
  inTable,
  nextOrder,
  readOrder,
  TABLE_KEYS,
  URGENCY,
  writeOrder,
} from '../../dashboard/src/board/table-order.ts';
import { latenessOf, WARN_MINUTES } from '../../dashboard/src/time/lateness.ts';
import type { TicketCard } from '../../domain/contracts/api.ts';
import { LATE_LEVELS, PRIORITIES, TICKET_KINDS, TICKET_STATES } from '../../domain/vocabulary.ts';
import { card } from './cards.ts';

const now = Date.parse('2026-03-02T06:00:00.000Z');
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const wordsOf = () => '岳麓自营空调一队 长沙市岳麓区 空调';
const ids = (cards: readonly { id: number }[]) => cards.map(({ id }) => id);
const context = { now, personId: 7, wordsOf, placesOf: (code: string) => [`${code.slice(0, 4)}00`, code] };
const mapOf = (cards: readonly TicketCard[]) => new Map(cards.map((each) => [each.id, each]));
const show = (cards: TicketCard[], filters: Partial<BoardFilters> = {}) =>
  sorted(mapOf(cards), inColumns(passing({ ...NO_FILTERS, ...filters }, context))).lists;
const inOrder = (columns: ReturnType<typeof show>) => BOARD_COLUMNS.map((column) => columns[column]);

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

  it('show finished ones newest first', () => {
    const done = [1, 2, 3].map((id) => card(id, { state: 'done', stateSince: inMinutes(id) }));
    expect(ids(show(done).done)).to.deep.equal([3, 2, 1]);
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

  it('let what is waited for hurry nobody, unless it was late before', () => {
    const cards = [
      card(1, { paused: 'part', pausedAt: inMinutes(-60), dueAt: inMinutes(-30), dueKind: 'arrival' }),
      card(2, { paused: 'part', pausedAt: inMinutes(-60), dueAt: inMinutes(-90), dueKind: 'arrival' }),
      card(3, { dueAt: inMinutes(500), dueKind: 'arrival' }),
      card(4, { dueAt: null }),
    ];
    expect(ids(show(cards, {}).new)).to.deep.equal([2, 3, 1, 4]);
  });

  it('filter by everything else that a dispatcher asks for', () => {
    const cards = [
      card(1, { priority: 'urgent', category: 'fridge', outletId: 5, storeId: 9, paused: 'part' }),
      card(2, { districtCode: '430202', chaseCount: 1, takenBy: { id: 7, name: '我' } }),
      card(3, { districtCode: null, lateLevel: 'region', reopenCount: 1, takenBy: { id: 8, name: '她' } }),
    ];
    const only = (filters: Partial<BoardFilters>) => ids(show(cards, filters).new);
    expect(only({ priorities: ['urgent', 'rescue'] })).to.deep.equal([1]);
    expect(only({ categories: ['fridge'] })).to.deep.equal([1]);
    expect(only({ outletId: 5 })).to.deep.equal([1]);
    expect(only({ storeId: 9 })).to.deep.equal([1]);
    expect(only({ place: '430200' }), 'a prefecture with its districts').to.deep.equal([2]);
    expect(only({ place: '430102' })).to.deep.equal([1]);
    expect(only({ flags: ['chased'] })).to.deep.equal([2]);
    expect(only({ flags: ['reopened'] })).to.deep.equal([3]);
    expect(only({ flags: ['mine'] })).to.deep.equal([2]);
    expect(only({ flags: ['mine', 'chased'] })).to.deep.equal([2]);
    expect(only({ flags: ['manual'] })).to.deep.equal([]);
    expect(only({ flags: ['paused'] })).to.deep.equal([1]);
    expect(only({ level: 'region' })).to.deep.equal([3]);
  });

  it('lead the keyboard down, up and across, and never out', () => {
    const columns = show([
      card(1, { state: 'new', openedAt: inMinutes(-3) }),
      card(2, { state: 'new', openedAt: inMinutes(-2) }),
      card(3, { state: 'offered' }),
    ]);
    expect(neighbour(inOrder(columns), null, { down: 1 })).to.equal(1);
    expect(neighbour(inOrder(columns), 1, { down: 1 })).to.equal(2);
    expect(neighbour(inOrder(columns), 2, { down: 1 })).to.equal(2);
    expect(neighbour(inOrder(columns), 1, { down: -1 })).to.equal(1);
    expect(neighbour(inOrder(columns), 2, { right: 1 })).to.equal(3);
    expect(neighbour(inOrder(columns), 3, { right: 1 })).to.equal(3);
    expect(neighbour(inOrder(columns), 99, { down: 1 })).to.equal(1);
    expect(neighbour(inOrder(show([])), null, { down: 1 })).to.equal(null);
  });
});

describe('board filters in the address', () => {
  const filters = fc.record({
    regionId: fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }),
    kinds: fc.uniqueArray(fc.constantFrom(...TICKET_KINDS)),
    priorities: fc.uniqueArray(fc.constantFrom(...PRIORITIES)),
    categories: fc.uniqueArray(fc.constantFrom('fridge', 'air_conditioner')),
    place: fc.constantFrom('430102', '430200', null),
    storeId: fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }),
    outletId: fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }),
    late: fc.constantFrom('late' as const, 'soon' as const, null),
    level: fc.constantFrom(...LATE_LEVELS, null),
    flags: fc.subarray([...BOARD_FLAGS]),
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
    const other = new URLSearchParams('place=43&store=-1&mine=yes&priority=high&category=a<b');
    expect(readFilters(other)).to.deep.equal(NO_FILTERS);
  });

  it('are counted where they hide, and none are none', () => {
    expect(isFiltered(NO_FILTERS)).to.equal(false);
    expect(isFiltered({ ...NO_FILTERS, flags: ['mine'] })).to.equal(true);
    expect(
      moreFilters({ ...NO_FILTERS, kinds: ['repair'], place: '430102', flags: ['mine', 'manual'] }),
    ).to.equal(3);
  });

  it('make a named view together with how it is shown, whatever ticket is open', () => {
    const params = new URLSearchParams('view=table&ticket=9&sort=-due&do=assign&kind=repair');
    expect(viewOf(params)).to.equal('kind=repair&sort=-due&view=table');
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

describe('lists that change', () => {
  const some = fc.record({
    id: fc.nat(40),
    state: fc.constantFrom(...TICKET_STATES),
    due: fc.option(fc.integer({ min: -50, max: 50 }), { nil: null }),
    chases: fc.nat(2),
    outlet: fc.constantFrom('甲网点', '乙网点', null),
  });
  const change = fc.record({
    gone: fc.array(fc.nat(40), { maxLength: 4 }),
    come: fc.array(some, { maxLength: 6 }),
  });
  const cardOf = ({
    id,
    state,
    due,
    chases,
    outlet,
  }: typeof some extends fc.Arbitrary<infer T> ? T : never) =>
    card(id, {
      state,
      dueAt: due === null ? null : inMinutes(due),
      chaseCount: chases,
      outletName: outlet,
      version: chases + 1,
    });
  const orders = [
    inColumns(() => true),
    ...TABLE_KEYS.flatMap((key) => [true, false].map((down) => inTable(() => true, { key, down }))),
  ] as Sorting<string>[];

  it('are moved change by change into what sorting all of them gives', () => {
    fc.assert(
      fc.property(
        fc.array(some, { minLength: 20, maxLength: 40 }),
        fc.array(change, { maxLength: 6 }),
        fc.constantFrom(...orders),
        (first, changes, sorting) => {
          let tickets = mapOf(first.map(cardOf));
          let now = sorted(tickets, sorting);
          for (const { gone, come } of changes) {
            tickets = new Map(tickets);
            for (const id of gone) tickets.delete(id);
            for (const each of come) tickets.set(each.id, cardOf(each));
            now = sorted(tickets, sorting, now);
            expect(now.lists).to.deep.equal(sorted(tickets, sorting).lists);
          }
        },
      ),
    );
  });

  it('stay the same where nothing touched them', () => {
    const sorting = inColumns(() => true);
    const cards = Array.from({ length: 40 }, (_, id) => card(id, { state: id % 2 ? 'new' : 'offered' }));
    const before = sorted(mapOf(cards), sorting);
    const after = sorted(
      mapOf([...cards.slice(0, 39), card(39, { state: 'new', version: 2 })]),
      sorting,
      before,
    );
    expect(after.lists.offered).to.equal(before.lists.offered);
    expect(after.lists.new).to.not.equal(before.lists.new);
    expect(sorted(before.tickets, sorting, before)).to.equal(before);
  });
});

describe('the order of the table', () => {
  it('goes up, down and back to the order of the board', () => {
    const up = nextOrder(URGENCY, 'due');
    expect(up).to.deep.equal({ key: 'due', down: false });
    const down = nextOrder(up, 'due');
    expect(down).to.deep.equal({ key: 'due', down: true });
    expect(nextOrder(down, 'due')).to.deep.equal(URGENCY);
    for (const order of [up, down, URGENCY])
      expect(readOrder(writeOrder(new URLSearchParams('q=1'), order))).to.deep.equal(order);
    expect(readOrder(new URLSearchParams('sort=-nonsense'))).to.deep.equal(URGENCY);
  });

  it('puts what is empty last, both ways', () => {
    const cards = [
      card(1, { outletName: null }),
      card(2, { outletName: '乙' }),
      card(3, { outletName: '丙' }),
    ];
    for (const down of [true, false]) {
      const { all } = sorted(
        mapOf(cards),
        inTable(() => true, { key: 'outlet', down }),
      ).lists;
      expect(all.at(-1)?.id).to.equal(1);
    }
  });
});

describe('tickets chosen for one act', () => {
  const list = [1, 2, 3, 4, 5].map((id) => ({ id }));
  const chosen = (selection: { ids: ReadonlySet<number> }) => [...selection.ids].sort();

  it('are taken one by one, or all between two', () => {
    const one = toggled(NOTHING, 2);
    expect(chosen(upTo(one, 4, [list]))).to.deep.equal([2, 3, 4]);
    expect(chosen(upTo(one, 1, [list]))).to.deep.equal([1, 2]);
    expect(chosen(toggled(one, 2))).to.deep.equal([]);
    expect(chosen(upTo(one, 9, [list, [{ id: 9 }]])), 'no range across lists').to.deep.equal([2, 9]);
  });

  it('are all of a list, or none of it', () => {
    const all = toggledAll(toggled(NOTHING, 9), list);
    expect(chosen(all)).to.deep.equal([1, 2, 3, 4, 5, 9]);
    expect(chosen(toggledAll(all, list))).to.deep.equal([9]);
  });

  it('are never more than one act takes', () => {
    const many = Array.from({ length: 500 }, (_, id) => ({ id: id + 1 }));
    expect(toggledAll(NOTHING, many).ids.size).to.equal(200);
    expect(toggled(toggledAll(NOTHING, many), 999).ids.size).to.equal(200);
  });
});

describe('rescues', () => {
  it('call until somebody has them in hand, and stand above until an outlet has accepted', () => {
    const rescues = openRescues([
      card(1, { kind: 'rescue', state: 'offered', dueAt: inMinutes(9) }),
      card(2, { priority: 'rescue', state: 'manual', dueAt: inMinutes(3), takenBy: { id: 7, name: '我' } }),
      card(3, { kind: 'rescue', state: 'accepted' }),
      card(4),
    ]);
    expect(ids(rescues)).to.deep.equal([2, 1]);
    expect(ids(calling(rescues))).to.deep.equal([1]);
  });
});
