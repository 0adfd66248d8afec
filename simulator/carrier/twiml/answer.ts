import type { Call } from '../call.ts';
import type { Carrier } from '../carrier.ts';

/** An inbound call counts as answered from the first verb that is not a Reject, or a Dial that answers on bridge. */
export function answer({ carrier, call }: { carrier: Carrier; call: Call }): void {
  if (call.status !== 'ringing') return;
  call.status = 'in-progress';
  call.answeredAt = new Date();
  call.updatedAt = call.answeredAt;
  carrier.tell(call, { type: 'answered' });
}
