import {
  goodbye,
  isAgentKey,
  missed,
  passing,
  placeName,
  type State,
  say,
  toAgent,
  toMenu,
} from './moves.ts';
import { answerOf } from './request.ts';
import type { Memory, Reference } from './types.ts';

/** The campaign that this caller may book; null when it has left the reference meanwhile. */
export const offered = ({ campaign }: Memory, ref: Reference) =>
  ref.campaigns.find(({ id }) => id === campaign?.id) ?? null;

/** H7 */
export const campaign: State = {
  ask(memory, ref) {
    const one = offered(memory, ref);
    const name = (memory.language === 'zh' ? one?.name : one?.nameEn) ?? '';
    const place = placeName(memory.campaign?.districtCode, ref);
    return { lines: [say('campaign', { name, place })], expect: { kind: 'key', hints: 'yes_no' } };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const yes = answerOf(event, ref);
    if (yes === null || !memory.campaign) return missed(event);
    if (!yes) return toMenu({ ...memory, campaign: undefined });
    const ask = { campaignId: memory.campaign.id };
    return { run: { name: 'book_campaign', ask }, heardBy: 'campaign_booked', memory };
  },
  giveUp: (memory) => toMenu({ ...memory, campaign: undefined }),
};

export const campaignBooked = passing((memory, event, ref) => {
  const without = { ...memory, campaign: undefined };
  if (event.type !== 'result' || event.name !== 'book_campaign')
    return toMenu(without, [say('campaign_none')]);
  const { answer } = event;
  if (!answer.booked) {
    return toMenu(without, [say(answer.why === 'full' ? 'campaign_full' : 'campaign_none')]);
  }
  const { number, texted, contactHours } = answer.ticket;
  const hours = contactHours ?? ref.policy.deadlines.maintenance.firstContactHours;
  const lines = [say('campaign_booked', { number }), say('next_visit', { kind: 'maintenance', hours })];
  return goodbye(memory, texted ? [...lines, say('texted')] : lines);
});
