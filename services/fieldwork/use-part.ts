import { DateTime } from 'luxon';
import { localDay } from '../../domain/time.ts';
import { PartUsed } from '../../entities/fieldwork.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { organisationZone } from '../zone.ts';
import { type FieldCommand, timeInVisit, visitAtWork } from './at-work.ts';
import { noteInHistory } from './note.ts';

export interface UsePart extends FieldCommand {
  ref: string;
  code: string | null;
  name: string;
  quantity: number;
  oldSerial: string | null;
  newSerial: string | null;
  warrantyMonths: number;
}

/** A part put in: what came out, what is there now, and until when the new one is under its own warranty. */
export async function usePart(tx: Tx, command: UsePart, now: Date): Promise<void> {
  const { ref, ticketId, code, name, quantity, oldSerial, newSerial, personId, warrantyMonths } = command;
  if (await tx.findOneBy(PartUsed, { ref, ticketId })) return;
  const { ticket, visit } = await visitAtWork(tx, command);
  const { at } = await timeInVisit(tx, visit.id, command, now);
  const partId = await insertRow(tx, 'part_used', {
    ref,
    ticketId,
    visitId: visit.id,
    applianceId: ticket.applianceId,
    code,
    name,
    quantity,
    oldSerial: oldSerial || null,
    newSerial: newSerial || null,
    warrantyUntil: warrantyMonths > 0 ? monthsAfter(localDay(at, organisationZone()), warrantyMonths) : null,
    at,
    personId,
  });
  const data = { visitId: visit.id, partId, quantity };
  await noteInHistory(tx, ticket, { type: 'ticket.part_used', data, rule: 'H5' }, now, personId);
}

/** The same day of a later month, or its last one: 31 January and one month are 28 February. */
const monthsAfter = (day: string, months: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM-dd');
