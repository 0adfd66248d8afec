import { expect } from 'chai';
import { Doubt } from '../../../entities/doubt.ts';
import { SurveyAnswer } from '../../../entities/followup.ts';
import { OutletFiguresRow } from '../../../entities/network.ts';
import { Offer, Visit } from '../../../entities/ticket.ts';
import { countOutletFigures } from '../../../services/dispatch/outlet-figures.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

describe('what an outlet’s work came to (D3)', () => {
  let province: SmallProvince;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
  });

  const finished = async (
    outletId: number,
    { arrivedAt = minutesIn(60), reopened = 0, score = 0, visits = 1, openedAt = MORNING } = {},
  ) => {
    const { manager } = province.dataSource;
    const id = await province.open({}, openedAt);
    await province.dataSource.query(
      "UPDATE ticket SET state = 'closed', outletId = ?, arrivedAt = ?, doneAt = ?, reopenCount = ? WHERE id = ?",
      [outletId, arrivedAt, minutesIn(120), reopened, id],
    );
    for (let number = 1; number <= visits; number++) {
      await manager.insert(Visit, {
        ticketId: id,
        number,
        outletId,
        outcome: 'finished',
        createdAt: MORNING,
      });
    }
    if (score) {
      const answer = { ticketId: id, question: 'score' as const, recordingId: null, at: MORNING };
      await manager.insert(SurveyAnswer, { ...answer, obligationId: id, value: score });
    }
    const offer = { ticketId: id, day: '2026-05-01', offeredAt: MORNING, expiresAt: minutesIn(30) };
    await manager.insert(Offer, { ...offer, outletId, state: 'accepted' });
    return id;
  };

  it('counts jobs, scores, first-visit fix, deadlines kept and offers refused, of the days looked back on', async () => {
    const [busy, idle] = [await province.addOutlet(), await province.addOutlet()];
    const { manager } = province.dataSource;
    await finished(busy, { score: 5 });
    await finished(busy, { score: 2, visits: 2 });
    await finished(busy, { reopened: 1 });
    const late = await finished(busy, { arrivedAt: new Date(MORNING.getTime() + 40 * 86_400_000) });
    await finished(busy, { openedAt: new Date(MORNING.getTime() - 91 * 86_400_000) });
    const offer = { ticketId: late, day: '2026-05-01', offeredAt: MORNING, expiresAt: minutesIn(30) };
    await manager.insert(Offer, { ...offer, outletId: busy, state: 'timed_out' });
    await manager.insert(Offer, { ...offer, outletId: idle, state: 'declined', declineReason: 'other' });

    const count = () => province.inTransaction((tx) => countOutletFigures(tx, minutesIn(180)));
    await count();
    expect(await count(), 'counted again, not twice').to.equal(2);
    const figures = await manager.find(OutletFiguresRow, { order: { outletId: 'ASC' } });
    expect(figures.map(({ countedAt: _, ...each }) => each)).to.deep.equal([
      { outletId: busy, jobs: 4, scored: 2, scoreSum: 7, firstFix: 2, onTime: 3, asked: 5, refused: 1 },
      { outletId: idle, jobs: 0, scored: 0, scoreSum: 0, firstFix: 0, onTime: 0, asked: 1, refused: 1 },
    ]);
  });

  it('does not count a score that headquarters found to be untrue (S9)', async () => {
    const outletId = await province.addOutlet();
    await finished(outletId, { score: 2 });
    const praised = await finished(outletId, { score: 5 });
    const { manager } = province.dataSource;
    const doubt = { kind: 'outlet_number' as const, dedupKey: 'praised', figures: {}, raisedAt: MORNING };
    const { identifiers } = await manager.insert(Doubt, {
      ...doubt,
      obligationIds: [praised],
      state: 'open',
    });
    const scores = async () => {
      await province.inTransaction((tx) => countOutletFigures(tx, minutesIn(180)));
      const { scored, scoreSum } = await manager.findOneByOrFail(OutletFiguresRow, { outletId });
      return { scored, scoreSum };
    };
    expect(await scores(), 'a doubt alone takes nothing away').to.deep.equal({ scored: 2, scoreSum: 7 });
    await manager.update(Doubt, { id: Number(identifiers[0]?.id) }, { state: 'confirmed' });
    expect(await scores()).to.deep.equal({ scored: 1, scoreSum: 2 });
  });
});
