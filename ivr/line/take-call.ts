import { DomainError } from '../../domain/errors.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { Language, SupervisionMode } from '../../domain/vocabulary.ts';
import { SUPERVISION_MODES } from '../../domain/vocabulary.ts';
import { acceptOffer } from '../../services/line/accept-offer.ts';
import { joinAsSupervisor } from '../../services/supervise/join.ts';
import { joinPath } from '../../services/talk/deps.ts';
import { freshConference, seatMember } from '../../services/talk/members.ts';
import type { Tx } from '../../services/transaction.ts';
import type { IvrDeps } from '../deps.ts';
import { say } from '../flow/moves.ts';
import { conferenceDocument, farewellDocument } from './conference-twiml.ts';
import type { Outcome } from './once.ts';

interface Desk {
  deps: IvrDeps;
  setup: PhoneSetup;
  personId: number;
  callSid: string;
}

/** An agent takes what was offered: into the conference, and the caller is led there once that is certain. */
export async function takeOffer(
  tx: Tx,
  { deps, setup, personId, callSid }: Desk,
  offerId: number,
): Promise<Outcome> {
  const now = deps.clock.now();
  const { name, language } = await personOf(tx, personId);
  try {
    const { contactId, kind, customerSid } = await acceptOffer(tx, { offerId, personId, callSid }, now);
    if (kind !== 'consult') await freshConference(tx, contactId, now);
    await seatMember(tx, { contactId, callSid, party: 'agent', personId, label: name }, now);
    const document = conferenceDocument({ contactId }, { setup, publicUrl: deps.publicUrl });
    const after =
      customerSid && kind !== 'consult'
        ? () => deps.carrier.redirectCall(customerSid, joinPath(contactId))
        : undefined;
    return { document, contactId, after };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { document: farewellDocument([say('desk_gone')], language, setup), contactId: null };
  }
}

/** A supervisor's browser joins a call. */
export async function supervise(
  tx: Tx,
  { deps, setup, personId, callSid }: Desk,
  { contactId, mode }: { contactId: number; mode: string | undefined },
): Promise<Outcome> {
  const { language } = await personOf(tx, personId);
  try {
    const how = SUPERVISION_MODES.find((one): one is SupervisionMode => one === mode);
    const seat = await joinAsSupervisor(tx, { contactId, personId, callSid, mode: how }, deps.clock.now());
    const entrance = { contactId, muted: seat.muted, coach: seat.coachCallSid };
    return { document: conferenceDocument(entrance, { setup, publicUrl: deps.publicUrl }), contactId };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { document: farewellDocument([say('desk_gone')], language, setup), contactId: null };
  }
}

export async function personOf(tx: Tx, personId: number): Promise<{ name: string; language: Language }> {
  const [person] = await tx.query('SELECT name, language FROM person WHERE id = ?', [personId]);
  return { name: person?.name ?? '', language: person?.language === 'en' ? 'en' : 'zh' };
}
