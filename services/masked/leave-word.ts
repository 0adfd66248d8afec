import { MaskedCall } from '../../entities/masked.ts';
import { Outlet, Technician } from '../../entities/network.ts';
import { Ticket } from '../../entities/ticket.ts';
import { queueMessage } from '../messages/queue-message.ts';
import type { Tx } from '../transaction.ts';

/**
 * Nobody picked up for a customer: a text message asks them to call back, through the hotline as well. To the
 * technician, else to whoever at the outlet has a telephone that takes messages.
 *
 * @returns whether there was somebody to send it to
 */
export async function leaveWord(
  tx: Tx,
  { maskedId }: { maskedId: number },
  now: Date,
): Promise<{ texted: boolean }> {
  const masked = await tx.findOneBy(MaskedCall, { id: maskedId });
  if (masked?.side !== 'customer') return { texted: false };
  const { technicianId, outletId, ticketId } = masked;
  const technician = technicianId ? await tx.findOneBy(Technician, { id: technicianId }) : null;
  const outlet = await tx.findOneByOrFail(Outlet, { id: outletId });
  const { number } = await tx.findOneByOrFail(Ticket, { id: ticketId });
  for (const to of [technician?.phone, outlet.phone]) {
    if (!to) continue;
    const dedupKey = `customer-rang-${maskedId}`;
    const message = { template: 'customer_rang', language: 'zh', params: { number } } as const;
    if (await queueMessage(tx, { ...message, dedupKey, to, ticketId }, now)) return { texted: true };
  }
  return { texted: false };
}
