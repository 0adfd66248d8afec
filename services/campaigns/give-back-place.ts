import { PROVINCE_ROOM, regionRoom } from '../../domain/contracts/events.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

/** H7: a booking whose ticket is cancelled gives its place back, once. For other tickets nothing happens. */
export async function giveBackPlace(tx: Tx, ticketId: number, now: Date): Promise<void> {
  const [booking] = await tx.query(
    'SELECT id, campaignId, regionId FROM campaign_booking WHERE ticketId = ? AND liveMark = 1',
    [ticketId],
  );
  if (!booking) return;
  const { campaignId, regionId } = booking;
  const { affectedRows } = await tx.query(
    'UPDATE campaign_booking SET liveMark = NULL, cancelledAt = ? WHERE id = ? AND liveMark = 1',
    [now, booking.id],
  );
  if (affectedRows !== 1) return;
  await tx.query(
    'UPDATE campaign_quota SET booked = booked - 1 WHERE campaignId = ? AND regionId = ? AND booked > 0',
    [campaignId, regionId],
  );
  const rooms = [PROVINCE_ROOM, regionRoom(regionId)];
  const data = { campaignId, regionId };
  await appendEvents(tx, [{ type: 'campaign.given_back', data, ticketId, rule: 'H7', rooms }], now);
}
