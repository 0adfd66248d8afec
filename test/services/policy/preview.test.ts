import { expect } from 'chai';
import { initialPolicy, type Policy } from '../../../domain/policy.ts';
import { PolicyPreview, PolicyPreviewChange } from '../../../entities/policy.ts';
import { RoutingDecision } from '../../../entities/ticket.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { requestPreview } from '../../../services/policy/request-preview.ts';
import { runPreview } from '../../../services/policy/run-preview.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

describe('a policy tried on last month’s tickets', () => {
  let province: SmallProvince;
  let now: Date;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    now = minutesIn(24 * 60);
  });

  const deps = () => ({ ...province, clock: { now: () => now } });
  const ask = (policy: Policy) =>
    province.inTransaction((tx) => requestPreview(tx, { policy, personId: 1 }, now));
  const run = (previewId: number) => runPreview(deps(), { previewId });
  const preview = (id: number) => province.dataSource.manager.findOneByOrFail(PolicyPreview, { id });
  const changes = async (previewId: number) =>
    (await province.dataSource.manager.find(PolicyPreviewChange, { where: { previewId } })).map(
      ({ change }) => change,
    );
  const routed = async (minutes: number): Promise<number> => {
    const id = await province.open({}, minutesIn(minutes));
    await province.inTransaction((tx) => routeTicket(tx, { ticketId: id }, minutesIn(minutes)));
    return id;
  };
  /** Own teams first nowhere, and nothing but the load counts. */
  const byLoad: Policy = {
    ...initialPolicy,
    dispatch: {
      ...initialPolicy.dispatch,
      ownFirst: {},
      weights: { distance: 0, load: 100, quality: 0, skill: 0, wish: 0, fairness: 0 },
    },
  };

  it('decides as routing did, and shows what another policy would have changed, with both reasons', async () => {
    const own = await province.addOutlet({ type: 'own', km: 30, capacity: 9 });
    const near = await province.addOutlet({ km: 1, capacity: 9 });
    const ids = [await routed(0), await routed(5), await routed(10), await routed(15)];
    const decisions = await province.dataSource.manager.find(RoutingDecision);
    expect(decisions.map(({ outletId }) => outletId)).to.deep.equal([own, own, own, own]);

    const same = await ask(initialPolicy);
    await run(same);
    expect((await preview(same)).result).to.deep.include({ tickets: 4, changed: 0 });
    expect(await changes(same)).to.deep.equal([]);

    const other = await ask(byLoad);
    await run(other);
    const { state, done, total, result } = await preview(other);
    expect({ state, done, total }).to.deep.equal({ state: 'done', done: 4, total: 4 });
    expect(result).to.deep.include({ tickets: 4, changed: 2 });
    expect(result?.byCategory).to.deep.equal([{ category: 'television', tickets: 4, changed: 2 }]);
    expect(result?.byOutlet.map(({ outletId, before, after }) => [outletId, before, after])).to.deep.equal([
      [own, 4, 2],
      [near, 0, 2],
    ]);
    expect(result?.before.averageKm).to.be.above(result?.after.averageKm as number);
    const changed = await changes(other);
    expect(changed.map(({ ticketId }) => ids.includes(ticketId))).to.deep.equal([true, true]);
    for (const { before, after } of changed) {
      expect(before).to.include({ outletId: own, precedence: 'own_first' });
      expect(after).to.include({ outletId: near, precedence: 'equal' });
    }
    // The reasons are those that routing kept.
    const kept = decisions.find(({ ticketId }) => ticketId === changed[0]?.ticketId)?.verdict.qualified[0];
    expect(changed[0]?.before).to.deep.include({ score: kept?.score, parts: kept?.parts });
  });

  it('changes nothing but itself', async () => {
    await province.addOutlet();
    await routed(0);
    const tables = 'ticket, offer, capacity_day, routing_decision, event, policy_version';
    const fingerprint = async () =>
      JSON.stringify(await province.dataSource.query(`CHECKSUM TABLE ${tables}`));
    const before = await fingerprint();
    await run(await ask(byLoad));
    expect(await fingerprint()).to.equal(before);
  });

  it('is done once, given up for a newer one, and taken up again when its worker died', async () => {
    await province.addOutlet();
    await routed(0);
    const first = await ask(byLoad);
    const second = await ask(byLoad);
    await run(first);
    expect(await preview(first)).to.include({ state: 'failed', trouble: 'superseded' });
    await Promise.all([run(second), run(second), run(second)]);
    expect((await preview(second)).state).to.equal('done');

    const third = await ask(byLoad);
    await province.dataSource.query(
      "UPDATE policy_preview SET state = 'running', nextActionAt = ? WHERE id = ?",
      [minutesIn(24 * 60 + 2), third],
    );
    await run(third);
    expect((await preview(third)).state, 'somebody has it in hand').to.equal('running');
    now = minutesIn(24 * 60 + 3);
    await run(third);
    expect((await preview(third)).state).to.equal('done');
  });

  it('finds nothing where nothing was routed', async () => {
    const id = await ask(byLoad);
    await run(id);
    expect((await preview(id)).result).to.deep.include({ tickets: 0, changed: 0 });
    expect(MORNING).to.be.below(now);
  });
});
