import { DomainError } from '../../domain/errors.ts';
import { localDay } from '../../domain/time.ts';
import { Conference, ConferenceMember } from '../../entities/desk.ts';
import { holdContact } from '../intake/end-contact.ts';
import { loadViewer, maySupervise, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

export interface LiveCall {
  conference: Conference;
  /** Who is on it now. */
  members: ConferenceMember[];
  /** Whose call we have ended or moved, and who is not gone yet. */
  released: ConferenceMember[];
  /** The agent who has it: the one it was given to, else whoever came first. */
  agent: ConferenceMember | null;
}

/**
 * Holds a call that people are speaking on, so that nobody else changes who is on it until the transaction ends.
 *
 * @throws DomainError not_found, wrong_state when it is over
 */
export async function holdLiveCall(tx: Tx, contactId: number): Promise<LiveCall> {
  const { ended } = await holdContact(tx, contactId);
  const conference = await tx.findOneBy(Conference, { contactId });
  if (!conference) throw new DomainError('not_found', 'Nobody is speaking on this call.');
  if (ended || !conference.live) throw new DomainError('wrong_state', 'This call is over.');
  const present = (
    await tx.find(ConferenceMember, { where: { contactId }, order: { joinedAt: 'ASC' } })
  ).filter(({ leftAt }) => leftAt === null);
  const members = present.filter(({ released }) => !released);
  const agents = members.filter(({ party }) => party === 'agent');
  const [entry] = await tx.query('SELECT personId FROM line_entry WHERE contactId = ?', [contactId]);
  const agent = agents.find(({ personId }) => personId === entry?.personId) ?? agents[0] ?? null;
  return { conference, members, released: present.filter(({ released }) => released), agent };
}

/** @throws DomainError forbidden for whoever is not a supervisor of the line on that day */
export async function requireSupervisor(tx: Tx, personId: number, now: Date): Promise<Viewer> {
  const viewer = await loadViewer(tx, { personId }, localDay(now, organisationZone()));
  if (!viewer || !maySupervise(viewer))
    throw new DomainError('forbidden', 'The line is supervised from headquarters and its service centre.');
  return viewer;
}
