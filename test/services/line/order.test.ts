import { expect } from 'chai';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { byPlace, type InLine } from '../../../domain/line/match.ts';
import { setDeskState } from '../../../services/desk/state.ts';
import { beginContact } from '../../../services/intake/begin-contact.ts';
import { recordCallStatus } from '../../../services/intake/record-call-status.ts';
import { acceptOffer } from '../../../services/line/accept-offer.ts';
import { agentLegEnded } from '../../../services/line/agent-leg-ended.ts';
import { chooseCallback } from '../../../services/line/choose-callback.ts';
import { type MadeOffer, pairUp } from '../../../services/line/distribute.ts';
import { enterLine } from '../../../services/line/enter-line.ts';
import { listOf } from '../../../services/line/on-duty.ts';
import { declineOffer } from '../../../services/line/refuse-offer.ts';
import type { InTransaction } from '../../../services/transaction.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, smallProvince } from '../../support/province.ts';

const AGENTS = [1, 2, 3];
const PRIORITIES = ['rescue', 'urgent', 'normal', 'normal', 'normal'] as const;

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('arrive' as const), pick: fc.nat(4) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('hang_up' as const, 'call_back' as const), pick: fc.nat(20) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('free' as const, 'end' as const), pick: fc.nat(2) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('break' as const, 'decline' as const, 'drop' as const),
      pick: fc.nat(2),
    }),
  },
);

/** The whole life of a line, by the use cases themselves on MariaDB, drawn at random. */
describe('the order of the line on the database (property)', function () {
  this.timeout(120_000);

  it('holds through callbacks, breaks, declined offers and lost calls', async () => {
    let calls = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ step, after: fc.integer({ min: 1, max: 20 }) }), {
          minLength: 10,
          maxLength: 35,
        }),
        async (steps) => {
          const { dataSource } = await testDatabase();
          const { inTransaction: run, setPolicy } = await smallProvince(dataSource);
          await setPolicy((policy) => {
            policy.desk.maxWaiting = 1000;
          });
          const world = new World(dataSource, run, () => ++calls);
          await world.begin();
          for (const { step: one, after } of steps) {
            world.later(after);
            await world.do(one);
            await world.pair();
          }
        },
      ),
      { numRuns: 6 },
    );
  });
});

interface Served {
  offer: MadeOffer;
  contactId: number;
  callSid: string | null;
  agentSid: string;
}

class World {
  now = MORNING;
  /** Contacts that an agent spoke with to the end: never to be served again. */
  private readonly finished = new Set<number>();
  private readonly inHand = new Map<number, Served>();
  private readonly dataSource: DataSource;
  private readonly run: InTransaction;
  private readonly next: () => number;

  constructor(dataSource: DataSource, run: InTransaction, next: () => number) {
    this.dataSource = dataSource;
    this.run = run;
    this.next = next;
  }

  later(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1_000);
  }

  async begin(): Promise<void> {
    for (const personId of AGENTS) await this.available(personId);
  }

  async do(one: { do: string; pick: number }): Promise<void> {
    const personId = AGENTS[one.pick % AGENTS.length] as number;
    const served = this.inHand.get(personId);
    switch (one.do) {
      case 'arrive':
        return this.arrive(PRIORITIES[one.pick] as (typeof PRIORITIES)[number]);
      case 'hang_up': {
        const waiting = await this.pickWaiting(one.pick);
        if (waiting?.callSid) await this.hangUp(waiting.callSid);
        return;
      }
      case 'call_back': {
        const waiting = await this.pickWaiting(one.pick);
        if (!waiting?.callSid) return;
        await this.run((tx) => chooseCallback(tx, { contactId: waiting.contactId }, this.now));
        return this.hangUp(waiting.callSid);
      }
      case 'free':
        return served ? undefined : this.available(personId);
      case 'end': {
        if (!served) return;
        this.inHand.delete(personId);
        this.finished.add(served.contactId);
        if (served.callSid) await this.hangUp(served.callSid);
        return this.available(personId);
      }
      case 'break':
        return served
          ? undefined
          : this.run((tx) => setDeskState(tx, { personId, state: 'break' }, this.now));
      case 'decline': {
        const [offer] = await this.dataSource.query(
          'SELECT id FROM desk_offer WHERE personId = ? AND openMark = 1',
          [personId],
        );
        if (offer) await this.run((tx) => declineOffer(tx, { offerId: offer.id, personId }, this.now));
        return;
      }
      case 'drop': {
        if (!served?.callSid) return;
        this.inHand.delete(personId);
        const { contactId, agentSid } = served;
        const { requeued } = await this.run((tx) =>
          agentLegEnded(tx, { contactId, personId, callSid: agentSid }, this.now),
        );
        expect(requeued, 'who lost their agent is back in line').to.equal(true);
        return;
      }
      default:
        throw new Error(one.do);
    }
  }

  /** Pairs, and holds each pair against everybody who waited at that moment. */
  async pair(): Promise<void> {
    const before = await this.waiting();
    const offers = await this.run((tx) => pairUp(tx, this.now));
    const given = await Promise.all(
      offers.map(async (offer) => {
        const [row] = await this.dataSource.query('SELECT lineEntryId FROM desk_offer WHERE id = ?', [
          offer.offerId,
        ]);
        return { offer, entry: before.find(({ id }) => id === row.lineEntryId) };
      }),
    );
    const taken = new Set(given.map(({ entry }) => entry?.id));
    for (const { offer, entry } of given) {
      if (!entry) throw new Error('somebody was offered who did not wait');
      expect(this.finished.has(entry.contactId), 'served twice').to.equal(false);
      // Everybody speaks Chinese and knows everything: whoever came earlier would have been served.
      const overtaken = before.filter((other) => byPlace(other, entry) < 0 && !taken.has(other.id));
      expect(overtaken, 'overtaken').to.eql([]);
      const agentSid = `CA-order-agent-${offer.offerId}`;
      const accepted = await this.run((tx) =>
        acceptOffer(tx, { offerId: offer.offerId, personId: offer.personId, callSid: agentSid }, this.now),
      );
      expect([...this.inHand.values()].some(({ contactId }) => contactId === accepted.contactId)).to.equal(
        false,
      );
      this.inHand.set(offer.personId, {
        offer,
        contactId: accepted.contactId,
        callSid: accepted.customerSid,
        agentSid,
      });
    }
  }

  private async waiting(): Promise<(InLine & { contactId: number; callSid: string | null })[]> {
    const rows = await this.dataSource.query(
      `SELECT * FROM line_entry WHERE state IN ('waiting', 'callback') AND (notBefore IS NULL OR notBefore <= ?)`,
      [this.now],
    );
    return rows.map((row: InLine) => ({ ...row, skills: listOf(row.skills) }));
  }

  private async pickWaiting(pick: number) {
    const waiting = await this.waiting();
    return waiting[pick % Math.max(1, waiting.length)];
  }

  private async arrive(priority: (typeof PRIORITIES)[number]): Promise<void> {
    const number = this.next();
    const callSid = `CA-order-${number}`;
    const from = `+86139${String(10_000_000 + number)}`;
    await this.run(async (tx) => {
      const { contactId } = await beginContact(
        tx,
        { callSid, from, to: '+864008009527', status: 'in-progress' },
        this.now,
      );
      await enterLine(tx, { contactId, callSid, priority, skills: ['lang:zh'], open: true }, this.now);
    });
  }

  private async hangUp(callSid: string): Promise<void> {
    await this.run((tx) =>
      recordCallStatus(tx, { callSid, status: 'completed', durationSeconds: 1 }, this.now),
    );
  }

  private async available(personId: number): Promise<void> {
    await this.run((tx) => setDeskState(tx, { personId, state: 'available' }, this.now));
    await this.dataSource.query('UPDATE agent_desk SET seenAt = NOW(3) WHERE personId = ?', [personId]);
  }
}
