import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { Obligation } from '../../../entities/followup.ts';
import { grantAttempt } from '../../../services/followup/grant-attempt.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { callForRescue, joinRescue } from '../../../services/selfservice/call-for-rescue.ts';
import { ownTickets } from '../../../services/selfservice/caller-tickets.ts';
import { beginRating, rateService, ratingOutcome } from '../../../services/selfservice/rate-service.ts';
import { testDatabase } from '../../support/database.ts';
import {
  CUSTOMER_NUMBER,
  MORNING,
  minutesIn,
  type SmallProvince,
  smallProvince,
} from '../../support/province.ts';

describe('a customer who calls by themselves', () => {
  let province: SmallProvince;
  let dataSource: DataSource;

  before(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
  });
  beforeEach(async () => {
    for (const table of ['ticket', 'obligation', 'survey_answer', 'contact_ticket', 'event', 'attempt']) {
      await dataSource.query(`DELETE FROM ${table}`);
    }
  });
  const inTransaction: SmallProvince['inTransaction'] = (work) => province.inTransaction(work);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ code }) => code,
    );
  const count = async (sql: string): Promise<number> => Number((await dataSource.query(sql))[0].n);

  describe('and rates the last service (F2)', () => {
    async function finished(): Promise<number> {
      const ticketId = await province.open();
      await dataSource.query("UPDATE ticket SET state = 'done', resolutionNo = 1, doneAt = ? WHERE id = ?", [
        MORNING,
        ticketId,
      ]);
      const number = CUSTOMER_NUMBER;
      await inTransaction((tx) =>
        openObligation(tx, { kind: 'survey', ticketId, resolutionNo: 1, number, language: 'zh' }, MORNING),
      );
      return ticketId;
    }
    const obligation = (ticketId: number) => dataSource.manager.findOneByOrFail(Obligation, { ticketId });
    const begin = (ticketId: number, now = minutesIn(31)) =>
      inTransaction((tx) => beginRating(tx, { ticketId, scriptVersion: 0 }, now));
    const answer = (obligationId: number, question: 'solved' | 'score', value: number) => {
      const said = { question, value, scriptVersion: 0 };
      return inTransaction((tx) =>
        rateService(tx, { obligationId, contactId: 4, callSid: 'CA1', ...said }, minutesIn(32)),
      );
    };

    it('is found among their tickets, and not dialled meanwhile', async () => {
      const id = await finished();
      const caller = { contactId: 4, number: CUSTOMER_NUMBER, customerId: null };
      expect(await ownTickets(dataSource.manager, caller)).to.have.length(1);
      const { obligationId } = await begin(id);
      const grant = await inTransaction((tx) =>
        grantAttempt(tx, { obligationId, slotAt: null }, minutesIn(32)),
      );
      expect(grant).to.equal(null);
    });
    it('settles the survey with the word whether it was solved; nobody dials again', async () => {
      const id = await finished();
      const { obligationId } = await begin(id);
      await answer(obligationId, 'solved', 1);
      await answer(obligationId, 'score', 4);
      expect(await obligation(id)).to.include({ state: 'settled', settlement: 'rated', nextActionAt: null });
      expect(await province.ticket(id)).to.include({ state: 'closed' });
      expect(await count('SELECT COUNT(*) AS n FROM survey_answer')).to.equal(2);
      expect(
        await inTransaction((tx) => grantAttempt(tx, { obligationId, slotAt: null }, minutesIn(600))),
      ).to.equal(null);
      expect(
        await dataSource.manager.query('SELECT purpose FROM contact_ticket WHERE contactId = 4'),
      ).to.deep.equal([{ purpose: 'rated' }]);
      expect(await codeOf(begin(id))).to.equal('wrong_state');
    });
    it('reopens a ticket that is not solved (F3), once', async () => {
      const id = await finished();
      const { obligationId } = await begin(id);
      await answer(obligationId, 'solved', 0);
      await answer(obligationId, 'solved', 0);
      const ticket = await province.ticket(id);
      expect(ticket).to.include({ state: 'manual', priority: 'urgent', reopenCount: 1 });
      expect(await ratingOutcome(dataSource.manager, { obligationId })).to.deep.equal({
        reopened: [ticket.number],
      });
    });
    it('stays owed to whoever hangs up before that word', async () => {
      const id = await finished();
      await begin(id);
      expect(await obligation(id)).to.include({ state: 'open' });
      const { id: obligationId } = await obligation(id);
      expect(
        await inTransaction((tx) => grantAttempt(tx, { obligationId, slotAt: null }, minutesIn(62))),
      ).not.to.equal(null);
      expect(await codeOf(begin(id, minutesIn(62)))).to.equal('wrong_state');
    });
  });

  describe('and is in danger (H3, H8)', () => {
    const call = (contactNumber: string, contactId: number) =>
      inTransaction((tx) =>
        callForRescue(
          tx,
          {
            kind: 'rescue',
            source: 'phone',
            language: 'zh',
            contactNumber,
            category: null,
            place: { districtCode: '990102', address: '人民路1号', spokenAddress: null },
            contactId,
          },
          MORNING,
        ),
      );
    it('has one rescue, however often they call, and each call is counted', async () => {
      const first = await call(CUSTOMER_NUMBER, 1);
      const again = await call(CUSTOMER_NUMBER, 2);
      expect(first).to.include({ joined: false, priority: 'rescue', state: 'new' });
      expect(again).to.include({ joined: true, id: first.id });
      const caller = { contactId: 3, number: CUSTOMER_NUMBER, customerId: null };
      expect(await inTransaction((tx) => joinRescue(tx, caller, MORNING))).to.include({ count: 2 });
      expect(await province.ticket(first.id)).to.include({ chaseCount: 2, priority: 'rescue' });
      expect(await count("SELECT COUNT(*) AS n FROM ticket WHERE kind = 'rescue'")).to.equal(1);
    });
    it('has one also when the household calls from several phones at once', async () => {
      await dataSource.query(
        "INSERT INTO customer (id, name, gender, createdAt) VALUES (9, '王', '', NOW())",
      );
      const calls = Array.from({ length: 8 }, (_, index) =>
        inTransaction((tx) =>
          callForRescue(
            tx,
            {
              kind: 'rescue',
              source: 'phone',
              language: 'zh',
              contactNumber: `+861380013800${index}`,
              customerId: 9,
              category: null,
              place: null,
              contactId: 100 + index,
            },
            MORNING,
          ),
        ),
      );
      const results = await Promise.all(calls);
      expect(results.filter(({ joined }) => !joined)).to.have.length(1);
      expect(new Set(results.map(({ id }) => id)).size).to.equal(1);
    });
    it('gets a new one when the first is over', async () => {
      const { id } = await call(CUSTOMER_NUMBER, 1);
      await dataSource.query("UPDATE ticket SET state = 'done' WHERE id = ?", [id]);
      expect(await call(CUSTOMER_NUMBER, 2)).to.include({ joined: false });
    });
  });
});
