import { matchCategory } from '../../domain/phone/match-category.ts';
import { type MenuWish, menuWish } from '../../domain/phone/spoken-words.ts';
import { itemsOn, keyOfWish, wishOfKey } from '../../domain/setup/menu.ts';
import type { Language } from '../../domain/vocabulary.ts';
import type { Line } from '../prompts/types.ts';
import { offered as offeredCampaign } from './campaign.ts';
import { type Move, missed, notUnderstood, passing, type State, say, toAgent, toMenu } from './moves.ts';
import { findTickets } from './own-tickets.ts';
import { startRequest } from './request.ts';
import type { Memory, Reference } from './types.ts';

const other = (language: Language): Language => (language === 'zh' ? 'en' : 'zh');

export const menu: State = {
  ask(memory, ref) {
    const { menu: offered } = ref.setup;
    const lines: Line[] = [{ ...say('menu_other_language'), language: other(memory.language) }];
    const key = keyOfWish(offered, 'chase');
    if (memory.profile.ticket && key) lines.push(say('offer_chase', { key }));
    const items = itemsOn(offered).filter(({ wish }) => wish !== 'chase' && wish !== 'campaign');
    lines.push(...toldOf(memory, ref));
    return {
      lines: [...lines, say('menu', { items }), say('menu_rescue')],
      expect: { kind: 'key', hints: 'menu' },
    };
  },
  hear(memory, event, ref) {
    if (event.type === 'keys') {
      const wish = wishOfKey(ref.setup.menu, event.keys);
      if (wish === 'campaign' && !offeredCampaign(memory, ref)) return notUnderstood;
      return wish ? follow(wish, memory, ref) : notUnderstood;
    }
    if (event.type === 'speech' && event.confidence >= ref.policy.phone.speechConfidence) {
      const category = matchCategory(event.text, ref.categories) ?? undefined;
      const wish = menuWish(event.text) ?? (category ? 'repair' : null);
      return wish ? follow(wish, memory, ref, category) : notUnderstood;
    }
    return missed(event);
  },
};

/** H7: told only to whom it is open. */
function toldOf(memory: Memory, ref: Reference): Line[] {
  const one = offeredCampaign(memory, ref);
  const key = keyOfWish(ref.setup.menu, 'campaign');
  return one && key ? [say('campaign_offer', { zh: one.offer, en: one.offerEn, key })] : [];
}

function follow(wish: MenuWish, memory: Memory, ref: Reference, category?: string): Move {
  const { ticket } = memory.profile;
  switch (wish) {
    case 'repair':
    case 'installation':
    case 'maintenance':
      return startRequest(memory, wish, ref, category);
    case 'progress':
      return findTickets(memory);
    case 'change':
    case 'cancel':
    case 'rate':
      return findTickets(memory, wish);
    case 'campaign':
      return offeredCampaign(memory, ref) ? { to: 'campaign', memory } : { miss: say('campaign_none') };
    case 'rescue':
      return { to: 'rescue', memory };
    case 'chase':
      if (!ticket) return findTickets(memory, 'chase');
      return { run: { name: 'chase', ask: { ticketId: ticket.id } }, heardBy: 'chased', memory };
    case 'complaint':
      return { to: ticket ? 'complaint_about' : 'complaint_number', memory };
    case 'agent':
      return toAgent(memory);
    case 'other_language': {
      const language = other(memory.language);
      const run = { name: 'choose_language' as const, ask: { language } };
      return { run, heardBy: 'language', memory: { ...memory, language } };
    }
    default: {
      const never: never = wish;
      return never;
    }
  }
}

export const language = passing((memory) => toMenu(memory));
