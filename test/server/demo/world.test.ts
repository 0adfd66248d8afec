import { expect } from 'chai';
import { initialPolicy } from '../../../domain/policy.ts';
import { Contact } from '../../../entities/call.ts';
import { Attempt, Obligation } from '../../../entities/followup.ts';
import { Event } from '../../../entities/journal.ts';
import { CapacityDay } from '../../../entities/network.ts';
import { Offer, Ticket } from '../../../entities/ticket.ts';
import { writeCustomers } from '../../../server/demo/customers.ts';
import { dispatchTickets } from '../../../server/demo/history/dispatching.ts';
import { dialWhenDue } from '../../../server/demo/history/follow-up.ts';
import { Incoming } from '../../../server/demo/history/incoming.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../server/demo/history/local-time.ts';
import { owe } from '../../../server/demo/history/obligations.ts';
import { Wishes } from '../../../server/demo/history/requests.ts';
import { type Province, World } from '../../../server/demo/history/world.ts';
import { NumberBook } from '../../../server/demo/people.ts';
import { Random } from '../../../server/demo/random.ts';
import type { RowSink } from '../../../server/demo/row-writer.ts';
import { writeProvince } from '../../../server/demo/seed.ts';
import { SHOWCASE } from '../../../server/demo/showcase.ts';

const ZONE = 'Asia/Shanghai';
/** Six in the evening. */
const END = new Date('2026-03-02T10:00:00Z');

/** Keeps rows in memory, by the class of their entity. */
class Rows implements RowSink {
  readonly #rows = new Map<unknown, unknown[]>();
  add<T extends object>(entity: new () => T, row: T): void {
    this.#rows.set(entity, [...this.of(entity), row]);
  }
  of<T extends object>(entity: new () => T): T[] {
    return (this.#rows.get(entity) ?? []) as T[];
  }
  async drain(): Promise<void> {}
}

describe('demo world', function () {
  this.timeout(30_000);
  let province: Province;
  before(async () => {
    const nowhere = { add() {}, async drain() {} };
    const random = new Random('test');
    const common = {
      random,
      now: END,
      scale: 1,
      zone: ZONE,
      numbers: new NumberBook(random),
      writer: nowhere,
    };
    const base = await writeProvince(common);
    const customers = await writeCustomers({ ...base, ...common, count: 400 }, nowhere, () => {});
    province = {
      ...base,
      ...customers,
      numbers: common.numbers,
      policy: initialPolicy,
      hotline: '+864008009527',
    };
  });

  const open = (random = new Random('world')) => {
    const rows = new Rows();
    const to = END.getTime();
    const world = new World(province, { random, writer: rows, zone: ZONE, from: to - DAY, to });
    const wishes = new Wishes(world, new Random('wishes'), SHOWCASE.length);
    return { world, rows, wishes, incoming: new Incoming(world, wishes) };
  };
  const run = (world: World) => {
    while (world.step());
    world.writeRest();
  };

  it('begins no call that would last beyond the end', () => {
    for (const [before, calls] of [
      [20 * SECOND, 0],
      [10 * MINUTE, 1],
    ] as const) {
      const { world, rows, wishes, incoming } = open();
      world.at(world.end - before, () => incoming.call(wishes.next()));
      run(world);
      expect(rows.of(Contact), `${before} ms before`).to.have.length(calls);
      const started = rows.of(Event).filter(({ type }) => type === 'contact.started');
      expect(started, `${before} ms before`).to.have.length(calls);
    }
  });

  it('leaves due what comes due in the last minutes, and dials before', () => {
    for (const [before, attempts] of [
      [2 * MINUTE, 0],
      [20 * MINUTE, 1],
    ] as const) {
      const { world, rows } = open();
      world.at(world.end - before - MINUTE, () =>
        dialWhenDue(
          world,
          owe(world, {
            kind: 'abandoned',
            contactId: 1,
            number: '+8613800138000',
            language: 'zh',
            customerId: null,
            doNotCall: false,
          }),
        ),
      );
      run(world);
      expect(rows.of(Attempt), `${before} ms before`).to.have.length(attempts);
      const [owed] = rows.of(Obligation);
      if (attempts === 0) {
        expect(owed?.state).to.equal('open');
        expect(owed?.nextActionAt?.getTime()).to.be.at.most(world.end);
      } else {
        expect(owed?.state).to.not.equal('dialling');
      }
    }
  });

  it('gives a place back when an outlet lets an offer lapse, and hands over after the last move (D4)', () => {
    /** Whatever is asked of it happens at once, and the unlikely too. */
    class Unlucky extends Random {
      override next(): number {
        return 0.0001;
      }
    }
    const { world, rows, wishes, incoming } = open(new Unlucky('unlucky'));
    dispatchTickets(world);
    const line = province.households.flatMap(({ appliances }) => appliances)[0]?.line;
    if (!line) throw new Error('nobody owns anything');
    world.at(world.end - 8 * HOUR, () => incoming.call(wishes.known('repair', line, undefined)));
    run(world);
    const [ticket] = rows.of(Ticket);
    const offers = rows.of(Offer).filter(({ assignedBy }) => assignedBy === null);
    expect(offers.map(({ state }) => state)).to.deep.equal(Array(4).fill('timed_out'));
    expect(new Set(offers.map(({ outletId }) => outletId)).size).to.equal(4);
    expect(ticket?.moves).to.be.at.least(4);
    const handed = rows.of(Event).filter(({ type }) => type === 'ticket.handed_over');
    expect(handed.map(({ data }) => data)).to.deep.include({ reason: 'moves_exhausted', decisionId: null });
    const held = rows.of(Offer).filter(({ state }) => state === 'open' || state === 'accepted').length;
    const booked = rows.of(CapacityDay).reduce((sum, row) => sum + row.booked, 0);
    expect(booked).to.equal(held);
  });
});
