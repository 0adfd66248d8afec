import { DomainError } from '../../domain/errors.ts';
import { isOutletOnly, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { visibleTicket } from './ticket-detail.ts';

/** A photo's bytes, for whoever may see its ticket; an outlet sees those of its own visits. */
export async function photoBytes(
  tx: Tx,
  viewer: Viewer,
  id: number,
): Promise<{ mime: string; data: Buffer }> {
  const gone = () => new DomainError('not_found', 'There is no such photo here.');
  const [row]: { ticketId: number; mime: string; outletId: number }[] = await tx.query(
    'SELECT a.ticketId, a.mime, v.outletId FROM attachment a JOIN visit v ON v.id = a.visitId WHERE a.id = ?',
    [id],
  );
  if (!row) throw gone();
  await visibleTicket(tx, viewer, row.ticketId).catch(() => {
    throw gone();
  });
  if (isOutletOnly(viewer) && !viewer.scope.outletIds.includes(row.outletId)) throw gone();
  const [{ data }] = await tx.query('SELECT data FROM attachment_data WHERE attachmentId = ?', [id]);
  return { mime: row.mime, data };
}
