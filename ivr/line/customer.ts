import twilio from 'twilio';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { seatMember } from '../../services/talk/members.ts';
import type { Tx } from '../../services/transaction.ts';
import { say } from '../flow/moves.ts';
import { lineLeftPath, waitPath } from '../paths.ts';
import type { Line } from '../prompts/types.ts';
import { enqueue, speak } from '../twiml.ts';
import { conferenceDocument, farewellDocument } from './conference-twiml.ts';

/** Steps of a call between two stays in line: more than the menu ever takes in one go. */
const STEPS_A_STAY = 1_000;

interface Leading {
  contactId: number;
  callSid: string;
  /** Said first: why they are led. */
  lines: Line[];
  setup: PhoneSetup;
  publicUrl: string;
}

/**
 * Where a customer's call goes that we moved: to the agent who has them, else into the line. Their entry decides and
 * not the address, since between the asking and the carrier's question an agent may have come or gone.
 */
export async function leadCustomer(
  tx: Tx,
  { contactId, callSid, lines, setup, publicUrl }: Leading,
  now: Date,
): Promise<string> {
  const [row] = await tx.query(
    `SELECT c.language, e.state, e.ending FROM contact c LEFT JOIN line_entry e ON e.contactId = c.id WHERE c.id = ?`,
    [contactId],
  );
  const language: Language = row?.language ?? 'zh';
  switch (row?.state) {
    case 'connected':
      await seatMember(tx, { contactId, callSid, party: 'customer' }, now);
      return conferenceDocument(
        { contactId, customer: true, lines: [say('talk_recorded')], language },
        { setup, publicUrl },
      );
    case 'waiting':
    case 'offered': {
      const response = new twilio.twiml.VoiceResponse();
      speak(response, lines, language, setup.prompts);
      const action = publicUrl + lineLeftPath(contactId, await nextStay(tx, callSid));
      enqueue(response, { waitUrl: publicUrl + waitPath(contactId), action });
      return response.toString();
    }
    default: {
      const gone = row?.ending === 'called_out' ? say('call_out_dropped') : say('line_gone');
      return farewellDocument([gone, say('goodbye')], language, setup);
    }
  }
}

/** The step with which the menu goes on after this stay: a number that no earlier one has used. */
async function nextStay(tx: Tx, callSid: string): Promise<number> {
  const [row] = await tx.query('SELECT MAX(step) AS last FROM call_step WHERE callSid = ?', [callSid]);
  return (Math.floor(Number(row?.last ?? 0) / STEPS_A_STAY) + 1) * STEPS_A_STAY;
}
