import { DomainError } from '../../domain/errors.ts';
import { Recording } from '../../entities/call.ts';
import { Ticket } from '../../entities/ticket.ts';
import { canSee, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';

/** The recording, if what it belongs to is in the viewer's part of the organisation. */
export async function visibleRecording(tx: Tx, viewer: Viewer, id: number): Promise<Recording> {
  const recording = await tx.findOneBy(Recording, { id });
  const ticket = recording?.ticketId ? await tx.findOneBy(Ticket, { id: recording.ticketId }) : null;
  const visible = viewer.scope.province || (ticket !== null && canSee(viewer, ticket));
  if (!recording || !visible) throw new DomainError('not_found', 'There is no such recording here.');
  return recording;
}
