import { expect } from 'chai';
import type { DataSource, EntityManager } from 'typeorm';
import { DomainError } from '../../../domain/errors.ts';
import { initialPolicy, type Policy } from '../../../domain/policy.ts';
import { PolicyDraft } from '../../../entities/policy.ts';
import { PolicyVersion } from '../../../entities/reference.ts';
import { discardPolicyDraft, savePolicyDraft } from '../../../services/policy/draft.ts';
import { goBackToPolicy, publishPolicy } from '../../../services/policy/publish.ts';
import { policyInForce } from '../../../services/policy.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const moving = (maxMoves: number): Policy => ({
  ...initialPolicy,
  dispatch: { ...initialPolicy.dispatch, maxMoves },
});

describe('the policy and its versions', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  before(async () => {
    ({ dataSource } = await testDatabase());
    inTransaction = createTransactor(dataSource);
  });
  beforeEach(async () => {
    for (const table of ['policy_draft', 'policy_version', 'event', 'outbox']) {
      await dataSource.query(`DELETE FROM ${table}`);
    }
  });

  const save = (body: Policy, revision: number | null) =>
    inTransaction((tx) => savePolicyDraft(tx, { body, revision, personId: 1 }, NOW));
  const publish = (revision: number, over: number) =>
    inTransaction((tx) => publishPolicy(tx, { revision, over, why: '试一试', personId: 2 }, NOW));
  const inForce = () => policyInForce(dataSource.manager);
  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error) => {
        if (error instanceof DomainError) return error.code;
        throw error;
      },
    );

  it('goes from a draft into force with who, when and why, and says so', async () => {
    await save(moving(5), null);
    expect((await inForce()).policy.dispatch.maxMoves, 'a draft decides nothing').to.equal(3);
    const id = await publish(1, 0);
    expect(await inForce()).to.deep.include({ versionId: id });
    expect((await inForce()).policy.dispatch.maxMoves).to.equal(5);
    const row = await dataSource.manager.findOneByOrFail(PolicyVersion, { id });
    expect(row).to.deep.include({ createdBy: 2, why: '试一试', createdAt: NOW, restoredId: null });
    expect(await dataSource.manager.count(PolicyDraft)).to.equal(0);
    const [event] = await dataSource.query("SELECT actorId FROM event WHERE type = 'policy.changed'");
    expect(event.actorId).to.equal(2);
  });

  it('is read once a version, and is another one the moment that one is in force, for whoever asks', async () => {
    const put = (manager: EntityManager, body: Policy) =>
      manager.insert(PolicyVersion, { policy: body as never, createdAt: NOW });
    await put(dataSource.manager, moving(5));
    const { policy } = await inForce();
    expect((await inForce()).policy, 'not read again').to.equal(policy);
    expect(() => {
      policy.dispatch.maxMoves = 9;
    }, 'nobody changes what others hold').to.throw(TypeError);

    // As another process does it: nobody here is told.
    await put(dataSource.manager, moving(6));
    expect((await inForce()).policy.dispatch.maxMoves).to.equal(6);
    const undone = inTransaction(async (tx) => {
      await put(tx, moving(7));
      expect((await policyInForce(tx)).policy.dispatch.maxMoves).to.equal(7);
      expect((await inForce()).policy.dispatch.maxMoves, 'not committed').to.equal(6);
      throw new Error('changed its mind');
    });
    expect(await undone.catch((error) => error.message)).to.equal('changed its mind');
    await inTransaction(async (tx) => {
      await policyInForce(tx);
      await put(dataSource.manager, moving(8));
      expect((await policyInForce(tx)).policy.dispatch.maxMoves, 'one policy a transaction').to.equal(6);
      expect((await inForce()).policy.dispatch.maxMoves).to.equal(8);
    });
    await put(dataSource.manager, moving(6));
    expect((await inForce()).policy.dispatch.maxMoves).to.equal(6);
  });

  it('tells whoever saves, discards or publishes what they have not seen', async () => {
    await save(moving(5), null);
    expect(await codeOf(save(moving(6), null))).to.equal('stale');
    await save(moving(6), 1);
    expect(await codeOf(save(moving(7), 1))).to.equal('stale');
    expect(await codeOf(publish(1, 0)), 'an older draft').to.equal('stale');
    expect(await codeOf(inTransaction((tx) => discardPolicyDraft(tx, { revision: 1 })))).to.equal('stale');
    const id = await publish(2, 0);
    await save(moving(8), null);
    expect(await codeOf(publish(1, 0)), 'another version came into force').to.equal('stale');
    expect((await inForce()).versionId).to.equal(id);
  });

  it('goes back to an older version as a new one; the draft stays', async () => {
    await save(moving(5), null);
    const first = await publish(1, 0);
    await save(moving(6), null);
    const second = await publish(1, first);
    await save(moving(9), null);
    const back = (versionId: number, over: number) =>
      inTransaction((tx) => goBackToPolicy(tx, { versionId, over, why: '撤回', personId: 3 }, NOW));
    expect(await codeOf(back(second, second))).to.equal('wrong_state');
    expect(await codeOf(back(999_999, second))).to.equal('not_found');
    expect(await codeOf(back(first, first))).to.equal('stale');
    const third = await back(first, second);
    expect((await inForce()).policy.dispatch.maxMoves).to.equal(5);
    const row = await dataSource.manager.findOneByOrFail(PolicyVersion, { id: third });
    expect(row.restoredId).to.equal(first);
    expect(await dataSource.manager.count(PolicyDraft)).to.equal(1);
  });

  it('lets one of many who publish at once win', async () => {
    await save(moving(5), null);
    const first = await publish(1, 0);
    await save(moving(6), null);
    const codes = await Promise.all([
      ...Array.from({ length: 4 }, () => codeOf(publish(1, first))),
      ...Array.from({ length: 4 }, () =>
        codeOf(
          inTransaction((tx) =>
            goBackToPolicy(tx, { versionId: first - 1, over: first, why: '撤回', personId: 3 }, NOW),
          ),
        ),
      ),
    ]);
    expect(codes.filter((code) => code === 'done')).to.have.length(1);
    expect(await dataSource.manager.count(PolicyVersion)).to.equal(2);
  });

  it('does not come into force when it contradicts itself', async () => {
    const none = { distance: 0, load: 0, quality: 0, skill: 0, wish: 0, fairness: 0 };
    await save({ ...initialPolicy, dispatch: { ...initialPolicy.dispatch, weights: none } }, null);
    expect(await codeOf(publish(1, 0))).to.equal('invalid');
    expect((await inForce()).versionId).to.equal(0);
  });
});
