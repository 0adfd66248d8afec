import type { DataSource } from 'typeorm';
import { DeskOffer } from '../../entities/desk.ts';
import { waitForDialSlot } from '../followup/dial-slot.ts';
import type { Carrier, Clock } from '../ports.ts';

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

/**
 * The same once the pace allows it, as long as the offer stands: no telephone rings for what was taken, withdrawn or has
 * run out meanwhile.
 *
 * @throws CarrierError when the carrier does not ring it; the offer then times out
 */
export async function ringForOffer(
  deps: {
    dataSource: DataSource;
    carrier: Pick<Carrier, 'placeCall'>;
    clock: Clock;
    callsPerSecond: number;
  },
  { offerId, to }: { offerId: number; to: string },
): Promise<void> {
  const { manager } = deps.dataSource;
  const stands = async () => {
    const offer = await manager.findOneBy(DeskOffer, { id: offerId });
    return offer?.state === 'open' && offer.expiresAt > deps.clock.now();
  };
  const slotAt = await waitForDialSlot(manager, deps.callsPerSecond, { wanted: stands });
  if (slotAt !== null) await ringDesk(deps.carrier, offerId, to);
}
