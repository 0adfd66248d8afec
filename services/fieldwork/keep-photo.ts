import { DomainError } from '../../domain/errors.ts';
import { PHOTO_BYTES, PHOTOS_PER_VISIT, sniffPicture } from '../../domain/fieldwork/photo.ts';
import type { PhotoKind } from '../../domain/fieldwork/words.ts';
import { Attachment } from '../../entities/fieldwork.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { type FieldCommand, placeColumns, timeInVisit, visitAtWork } from './at-work.ts';
import { noteInHistory } from './note.ts';

export interface KeepPhoto extends FieldCommand {
  ref: string;
  kind: PhotoKind;
  bytes: Buffer;
}

/**
 * A photo of the work, kept in the database with its time and place. What it is, its own bytes say, not its sender;
 * at most twelve a visit, counted while the ticket is held.
 */
export async function keepPhoto(tx: Tx, command: KeepPhoto, now: Date): Promise<number> {
  const { ref, kind, bytes, ticketId, personId } = command;
  const picture = sniffPicture(bytes);
  if (!picture || bytes.length > PHOTO_BYTES)
    throw new DomainError('invalid', 'Send a JPEG, PNG or WebP picture of at most 2 MB.');
  const { ticket, visit } = await visitAtWork(tx, command);
  const known = await tx.findOneBy(Attachment, { ref, ticketId });
  if (known) return known.id;
  if ((await tx.countBy(Attachment, { visitId: visit.id })) >= PHOTOS_PER_VISIT)
    throw new DomainError(
      'wrong_state',
      `This visit has ${PHOTOS_PER_VISIT} photos already; no more are kept.`,
    );
  const { at: takenAt } = await timeInVisit(tx, visit.id, command, now);
  const id = await insertRow(tx, 'attachment', {
    ref,
    ticketId,
    visitId: visit.id,
    kind,
    mime: picture.type,
    bytes: bytes.length,
    width: picture.width,
    height: picture.height,
    takenAt,
    receivedAt: now,
    personId,
    ...placeColumns(command.place),
  });
  await tx.query('INSERT INTO attachment_data (attachmentId, data) VALUES (?, ?)', [id, bytes]);
  const data = { visitId: visit.id, attachmentId: id, kind };
  await noteInHistory(tx, ticket, { type: 'ticket.photo', data, rule: 'H5' }, now, personId);
  return id;
}
