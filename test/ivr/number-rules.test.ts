import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { addDays, localDay } from '../../domain/time.ts';
import type { NumberRuleKind } from '../../domain/vocabulary.ts';
import { Contact } from '../../entities/call.ts';
import { Attempt, AttemptObligation, Obligation } from '../../entities/followup.ts';
import { NumberRule } from '../../entities/number-rule.ts';
import { testDatabase } from '../support/database.ts';
import { type Caller, type Hotline, startHotline } from './hotline.ts';
import { KNOWN_NUMBER, STRANGER, smallWorld } from './small-world.ts';

describe('numbers with a rule', () => {
  let dataSource: DataSource;
  let hotline: Hotline;

  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    hotline = await startHotline(dataSource);
  });

  const one = async (sql: string, ...values: unknown[]) => (await dataSource.query(sql, values))[0];
  const list = (number: string, kind: NumberRuleKind, expiresAt: Date | null = null) =>
    dataSource.manager.insert(NumberRule, {
      number,
      kind,
      reason: '多次无理谩骂',
      createdAt: hotline.clock.now(),
      expiresAt,
      openMark: 1,
    });
  const contactOf = ({ sid }: Caller) =>
    one('SELECT k.* FROM contact k JOIN phone_call c ON c.contactId = k.id WHERE c.sid = ?', sid);
  const obligations = async () => Number((await one('SELECT COUNT(*) AS n FROM obligation')).n);
  const minutesFromNow = (minutes: number) => new Date(hotline.clock.now().getTime() + minutes * 60_000);

  describe('blocked', () => {
    for (const [who, number] of [
      ['a customer', KNOWN_NUMBER],
      ['a stranger', STRANGER],
      ['a short code', '95588'],
    ] as const) {
      it(`hears one sentence and no more: ${who}; it is refused, and no call is owed`, async () => {
        await list(number, 'blocked');
        const caller = await hotline.dial(number);
        expect(caller.heard).to.contain('暂停受理').and.not.contain('维修');
        expect(caller.isOver, 'danger may be told of').to.equal(false);
        await caller.silence();
        expect(caller.heard).to.equal('本次来电到此结束，再见。');
        expect(caller.isOver).to.equal(true);
        await caller.hangUp(8);
        expect(await contactOf(caller)).to.include({ disposition: 'refused' });
        expect(await obligations()).to.equal(0);
      });
    }

    it('is refused when it hangs up at once, too', async () => {
      await list(STRANGER, 'blocked');
      const caller = await hotline.dial(STRANGER);
      await caller.hangUp(2);
      expect(await contactOf(caller)).to.include({ disposition: 'refused' });
      expect(await obligations()).to.equal(0);
    });

    it('has help sent in danger, by word and by key (H3)', async () => {
      await list(KNOWN_NUMBER, 'blocked');
      const tells = await hotline.dial(KNOWN_NUMBER);
      await tells.speak('我家煤气漏气了', 0.4);
      await tells.hangUp();
      expect(await contactOf(tells)).to.include({ disposition: 'ticket_opened' });
      expect(await one('SELECT kind, priority FROM ticket')).to.include({
        kind: 'rescue',
        priority: 'rescue',
      });

      await list(STRANGER, 'blocked');
      const presses = await hotline.dial(STRANGER);
      await presses.press('*');
      await presses.press('1');
      expect(presses.heard).to.contain('119');
    });

    it('is called back when the line drops before the place of the danger is known (H2)', async () => {
      await list(STRANGER, 'blocked');
      const caller = await hotline.dial(STRANGER);
      await caller.press('*');
      await caller.hangUp();
      expect(await contactOf(caller)).to.include({ disposition: 'abandoned' });
      expect(await obligations()).to.equal(1);
    });

    it('is served again once it is over, or lifted', async () => {
      await list(STRANGER, 'blocked', minutesFromNow(-1));
      expect((await hotline.dial(STRANGER)).heard).to.contain('维修请按1');
      await dataSource.query('UPDATE number_rule SET expiresAt = NULL, openMark = NULL, liftedAt = NOW()');
      expect((await hotline.dial(STRANGER)).heard).to.contain('维修请按1');
    });
  });

  it('that are only not to be called are served like all others when they call', async () => {
    await list(KNOWN_NUMBER, 'do_not_call');
    const caller = await hotline.dial(KNOWN_NUMBER);
    expect(caller.heard).to.contain('张先生，您好').and.contain('维修请按1');
    expect(await contactOf(caller)).to.include({ ruleId: null });
  });

  it('a blocked one that is a nuisance too is blocked; a hidden one is nobody', async () => {
    await list(STRANGER, 'nuisance');
    await list(STRANGER, 'blocked');
    expect((await hotline.dial(STRANGER)).heard).to.contain('暂停受理');
    expect((await hotline.dial('anonymous')).heard).to.contain('维修请按1');
  });

  describe('a nuisance', () => {
    const onDuty = () =>
      dataSource.query(
        `INSERT INTO agent_desk (personId, state, since, idleSince, skills, seenAt)
         VALUES (1, 'on_call', ?, ?, '["lang:zh","lang:en","kind:*","cat:*"]', ?)`,
        Array(3).fill(hotline.clock.now()),
      );
    const entryOf = async (caller: Caller) =>
      one('SELECT priority FROM line_entry WHERE contactId = ?', (await contactOf(caller)).id);

    it('has the whole menu, and waits for a person behind everybody else', async () => {
      hotline.clock.offsetMs = Date.parse('2026-05-06T02:00:00Z') - Date.now();
      await onDuty();
      await list(STRANGER, 'nuisance', minutesFromNow(60));
      const caller = await hotline.dial(STRANGER);
      expect(caller.heard).to.contain('维修请按1');
      await caller.press('0');
      expect(caller.heard).to.contain('留言');
      expect(await entryOf(caller)).to.deep.equal({ priority: 3 });
      const other = await hotline.dial(KNOWN_NUMBER);
      await other.press('0');
      expect(await entryOf(other)).to.deep.equal({ priority: 2 });
    });

    it('is in danger like anybody', async () => {
      await list(KNOWN_NUMBER, 'nuisance');
      const caller = await hotline.dial(KNOWN_NUMBER);
      await caller.speak('漏电了');
      expect(await one('SELECT priority FROM ticket')).to.include({ priority: 'rescue' });
      const entry = await entryOf(caller);
      expect(entry?.priority ?? 0).to.equal(0);
    });
  });

  describe('asked for in a survey', () => {
    const OWED = {
      kind: 'survey' as const,
      number: KNOWN_NUMBER,
      language: 'zh',
      state: 'dialling' as const,
      priority: 10,
      attempts: 1,
    };

    it('key 9 puts the caller on the do-not-call list, and settles what was owed', async () => {
      const { manager } = dataSource;
      const at = hotline.clock.now();
      await manager.insert(Contact, { id: 500, direction: 'outbound', number: KNOWN_NUMBER, startedAt: at });
      await manager.insert(Obligation, { id: 1, ...OWED, dedupKey: 's-1', openedAt: at, dueAt: at });
      await manager.insert(Attempt, {
        id: 1,
        number: KNOWN_NUMBER,
        contactId: 500,
        state: 'placed',
        grantedAt: at,
      });
      await manager.insert(AttemptObligation, { attemptId: 1, obligationId: 1 });
      const caller = await hotline.pickUp(1, KNOWN_NUMBER);
      expect(caller.heard).to.contain('今后不想再接回访，请按9');
      await caller.press('9');
      expect(caller.heard).to.contain('今后不再打电话回访');
      expect(caller.isOver).to.equal(true);
      expect(await manager.findOneBy(NumberRule, { number: KNOWN_NUMBER })).to.include({
        kind: 'do_not_call',
        madeBy: null,
        contactId: 500,
        openMark: 1,
      });
      const obligation = await one('SELECT state, settlement, note FROM obligation');
      expect(obligation).to.include({ state: 'exhausted', settlement: 'do_not_call' });
      expect(obligation.note, 'the list has the reason').to.equal(null);
    });

    it('key 9 refuses for the number that was rung: what others of the household were asked along is due another day', async () => {
      // A working day before another: nothing but the refusal puts the call off.
      hotline.clock.offsetMs = Date.parse('2026-05-06T02:00:00Z') - Date.now();
      const { manager } = dataSource;
      const at = hotline.clock.now();
      await manager.insert(Contact, { id: 500, direction: 'outbound', number: KNOWN_NUMBER, startedAt: at });
      const attempt = { number: KNOWN_NUMBER, contactId: 500, state: 'placed' as const, grantedAt: at };
      await manager.insert(Attempt, { id: 1, ...attempt });
      for (const [id, number] of [
        [1, KNOWN_NUMBER],
        [2, '+8613900000002'],
      ] as const) {
        await manager.insert(Obligation, {
          id,
          ...OWED,
          number,
          dedupKey: `s-${id}`,
          openedAt: at,
          dueAt: at,
        });
        await manager.insert(AttemptObligation, { attemptId: 1, obligationId: id });
      }
      const caller = await hotline.pickUp(1, KNOWN_NUMBER);
      await caller.press('9');
      expect(caller.isOver).to.equal(true);
      const [refused, other] = await manager.find(Obligation, { order: { id: 'ASC' } });
      expect(refused).to.include({ state: 'exhausted', settlement: 'do_not_call' });
      expect(other).to.include({ state: 'open', settlement: null, attempts: 0 });
      const days = [at, other?.nextActionAt as Date].map((time) => localDay(time, 'Asia/Shanghai'));
      expect(days[1]).to.equal(addDays(days[0] as string, 1));
      expect(await manager.countBy(NumberRule, { number: '+8613900000002' })).to.equal(0);
    });
  });
});
