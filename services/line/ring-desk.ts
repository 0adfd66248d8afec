import type { Carrier } from '../ports.ts';

/** An agent's telephone rings as long as the offer stands; the carrier counts in seconds. */
const RING_SECONDS = 15;

/** Rings the telephone of an agent without a headset, who takes the offer with a key (docs/webhooks.md). */
export const ringDesk = (carrier: Pick<Carrier, 'placeCall'>, offerId: number, to: string): Promise<string> =>
  carrier.placeCall({
    to,
    twimlPath: `/twilio/desk-phone/${offerId}`,
    statusPath: `/twilio/desk-phone-status/${offerId}`,
    detectMachine: false,
    ringSeconds: RING_SECONDS,
  });
