import type { FieldFigures } from '../../domain/contracts/fieldwork.ts';
import type { CodeAbsence } from '../../domain/fieldwork/words.ts';
import { hoursAfter } from '../../domain/time.ts';
import { scopeCondition, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';

const LISTED = 20;
const OUTLETS = 50;

/** H5: what finished visits lack, counted over the viewer's part of the organisation, or one outlet of it. */
export async function fieldFigures(
  tx: Tx,
  viewer: Viewer,
  { outletId, days }: { outletId?: number; days: number },
  now: Date,
): Promise<FieldFigures> {
  const scope = scopeCondition(viewer, 't');
  const where = `c.at > ? AND ${scope.sql}${outletId ? ' AND t.outletId = ?' : ''}`;
  const params = [hoursAfter(now, -24 * days), ...scope.params, ...(outletId ? [outletId] : [])];
  const from = 'visit_closing c JOIN ticket t ON t.id = c.ticketId';
  const [sums] = await tx.query(
    `SELECT COUNT(*) AS finished, SUM(c.codeAbsence IS NULL) AS confirmed, SUM(c.workedUnquoted) AS workedUnquoted,
            SUM(c.differsReason IS NOT NULL) AS differs
     FROM ${from} WHERE ${where}`,
    params,
  );
  const absences: { reason: CodeAbsence; count: number }[] = await tx.query(
    `SELECT c.codeAbsence AS reason, COUNT(*) AS count FROM ${from}
     WHERE ${where} AND c.codeAbsence IS NOT NULL GROUP BY c.codeAbsence ORDER BY count DESC`,
    params,
  );
  const outlets: (Omit<FieldFigures['outlets'][number], 'withoutCode' | 'unquoted' | 'differs'> &
    Record<'withoutCode' | 'unquoted' | 'differs', string>)[] = await tx.query(
    `SELECT t.outletId, o.name AS outletName, COUNT(*) AS finished, SUM(c.codeAbsence IS NOT NULL) AS withoutCode,
            SUM(c.workedUnquoted) AS unquoted, SUM(c.differsReason IS NOT NULL) AS differs
     FROM ${from} JOIN outlet o ON o.id = t.outletId WHERE ${where}
     GROUP BY t.outletId, o.name ORDER BY withoutCode DESC, unquoted DESC, differs DESC, finished DESC, t.outletId LIMIT ${OUTLETS}`,
    params,
  );
  const tickets: FieldFigures['tickets'] = await tx.query(
    `SELECT t.id, t.number, c.codeAbsence AS reason, o.name AS outletName
     FROM ${from} JOIN visit v ON v.id = c.visitId JOIN outlet o ON o.id = v.outletId
     WHERE ${where} AND c.codeAbsence IS NOT NULL ORDER BY c.at DESC LIMIT ${LISTED}`,
    params,
  );
  const whole = (name: string) => Number(sums[name] ?? 0);
  return {
    finished: whole('finished'),
    confirmed: whole('confirmed'),
    workedUnquoted: whole('workedUnquoted'),
    differs: whole('differs'),
    withoutCode: absences.map(({ reason, count }) => ({ reason, count: Number(count) })),
    outlets: outlets.map((row) => ({
      ...row,
      withoutCode: Number(row.withoutCode),
      unquoted: Number(row.unquoted),
      differs: Number(row.differs),
    })),
    tickets,
  };
}
