import { matchCategory } from '../../domain/phone/match-category.ts';
import { streetOf } from '../../domain/phone/short-address.ts';
import { menuWish, yesOrNo } from '../../domain/phone/spoken-words.ts';
import { isDiallable, nationalDigits } from '../../domain/phone-number.ts';
import { type FieldKind, isOpen, type TicketKind } from '../../domain/vocabulary.ts';
import type { Line } from '../prompts/types.ts';
import {
  categoryName,
  goodbye,
  isAgentKey,
  type Move,
  missed,
  notUnderstood,
  passing,
  placeName,
  type State,
  say,
  surely,
  toAgent,
} from './moves.ts';
import { atSite, open } from './open.ts';
import { askPlace } from './place.ts';
import type { FlowEvent, Memory, Reference } from './types.ts';

const kindOf = ({ wish }: Memory): TicketKind => wish.kind ?? 'repair';

/** District and street of a site on file; addresses are often written with the district in front. */
function homeOf(site: { districtCode: string; address: string | null }, ref: Reference): string {
  const place = ref.place(site.districtCode);
  let rest = site.address ?? '';
  for (const name of [place?.parentName, place?.name]) {
    if (name && rest.startsWith(name)) rest = rest.slice(name.length);
  }
  return placeName(site.districtCode, ref) + streetOf(rest);
}

/** A known caller is offered what is on file before anything is asked. */
export function startRequest(memory: Memory, kind: FieldKind, ref: Reference, category?: string): Move {
  const { appliance } = memory.profile;
  const begun = { ...memory, wish: { kind, category } };
  if (appliance && (!category || category === appliance.category)) return { to: 'appliance', memory: begun };
  return category ? afterCategory(begun, ref) : { to: 'category', memory: begun };
}

/** H8: who may be calling about the ticket that is open is asked so, before it is opened a second time. */
const afterCategory = (memory: Memory, ref: Reference): Move =>
  maybeSame(memory) ? { to: 'same_matter', memory } : toPlace(memory, ref);

function maybeSame(memory: Memory): boolean {
  const { wish, profile } = memory;
  const { ticket } = profile;
  if (!ticket || wish.separate || !isOpen(ticket.state)) return false;
  return ticket.kind === kindOf(memory) && ticket.category === wish.category;
}

/** An appliance on file is where it is; for anything else the address on file is offered first. */
function toPlace(memory: Memory, ref: Reference): Move {
  if (!memory.profile.site) return askPlace(memory, ref);
  return memory.wish.applianceId ? open(atSite(memory), ref) : { to: 'site', memory };
}

/** Yes, no, or neither, by key 1 and 2 or by word. */
export function answerOf(event: FlowEvent, ref: Reference): boolean | null {
  if (event.type === 'keys') return event.keys === '1' ? true : event.keys === '2' ? false : null;
  const spoken = surely(event, ref);
  return spoken === null ? null : yesOrNo(spoken);
}

export const appliance: State = {
  ask(memory, ref) {
    const { appliance: known, site: where } = memory.profile;
    const brand = (memory.language === 'zh' ? known?.brandName : known?.brandNameEn) ?? '';
    const what = [brand, categoryName(known?.category, memory, ref)];
    return {
      lines: [
        say('appliance', {
          kind: kindOf(memory),
          what: what.filter(Boolean).join(memory.language === 'zh' ? '' : ' '),
          place: where ? homeOf(where, ref) : '',
        }),
      ],
      expect: { kind: 'key', hints: 'yes_no' },
    };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const known = memory.profile.appliance;
    const yes = answerOf(event, ref);
    if (yes === null || !known) return missed(event);
    if (!yes) return { to: 'category', memory: { ...memory, wish: { kind: memory.wish.kind } } };
    const { id: applianceId, category, brandId } = known;
    return afterCategory({ ...memory, wish: { ...memory.wish, applianceId, category, brandId } }, ref);
  },
};

/** H8: the open ticket is chased, or the caller wants another one. */
export const sameMatter: State = {
  ask(memory, ref) {
    const { ticket } = memory.profile;
    const params = {
      number: ticket?.number ?? '',
      kind: kindOf(memory),
      category: categoryName(memory.wish.category, memory, ref),
      state: ticket?.state ?? ('new' as const),
      outlet: ticket?.outletName ?? '',
      agreed: ticket?.agreed,
    };
    return { lines: [say('same_matter', params)], expect: { kind: 'key', hints: 'yes_no' } };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const { ticket } = memory.profile;
    const spoken = surely(event, ref);
    const chase = spoken !== null && menuWish(spoken) === 'chase';
    const same = chase || answerOf(event, ref);
    if (same === null || !ticket) return missed(event);
    if (same) return { run: { name: 'chase', ask: { ticketId: ticket.id } }, heardBy: 'chased', memory };
    return toPlace({ ...memory, wish: { ...memory.wish, separate: true } }, ref);
  },
};

/** Another product in the same home is common: the address on file is offered for it too. */
export const site: State = {
  ask(memory, ref) {
    const where = memory.profile.site;
    const place = where ? homeOf(where, ref) : '';
    const what = categoryName(memory.wish.category, memory, ref);
    return {
      lines: [say('appliance', { kind: kindOf(memory), what, place })],
      expect: { kind: 'key', hints: 'yes_no' },
    };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const yes = answerOf(event, ref);
    if (yes === null) return missed(event);
    return yes ? open(atSite(memory), ref) : askPlace(memory, ref);
  },
};

export const category: State = {
  ask(memory, ref) {
    const choices = ref.categories.map(({ code }) => categoryName(code, memory, ref));
    return {
      lines: [say('category', { kind: kindOf(memory), choices })],
      expect: { kind: 'key', hints: 'categories' },
    };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const code = chosenCategory(event, ref);
    if (!code) return missed(event);
    return afterCategory({ ...memory, wish: { ...memory.wish, category: code } }, ref);
  },
};

function chosenCategory(event: FlowEvent, ref: Reference): string | null {
  if (event.type === 'keys') return ref.categories[Number(event.keys) - 1]?.code ?? null;
  if (event.type !== 'speech' || event.confidence < ref.policy.phone.speechConfidence) return null;
  return matchCategory(event.text, ref.categories);
}

export const confirm: State = {
  ask(memory, ref) {
    const { wish, number, numberAsked } = memory;
    return {
      lines: [
        say('confirm', {
          kind: kindOf(memory),
          what: categoryName(wish.category, memory, ref),
          place: placeName(wish.districtCode, ref),
          address: wish.spokenAddress ?? '',
          number: numberAsked && isDiallable(number) ? nationalDigits(number) : '',
        }),
      ],
      expect: { kind: 'key', hints: 'yes_no' },
    };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const yes = answerOf(event, ref);
    if (yes === null) return event.type === 'empty' ? missed(event) : notUnderstood;
    const { wish } = memory;
    return yes
      ? open(memory, ref)
      : { to: 'category', memory: { ...memory, wish: { kind: wish.kind, separate: wish.separate } } };
  },
};

/** H4: the number, twice, and what happens next. */
export const opened = passing((memory, event, ref) => {
  if (event.type === 'result' && event.name === 'call_rescue') return rescueOpened(memory, event.answer, ref);
  if (event.type !== 'result' || event.name !== 'open_ticket') {
    return memory.wish.kind === 'rescue'
      ? toAgent(memory)
      : { to: 'message', memory, say: [say('sorry_message')] };
  }
  const { number, state, contactHours, texted, linkSent } = event.answer;
  const kind = kindOf(memory);
  const lines: Line[] = [say('opened', { number })];
  if (state === 'new') {
    const field = kind === 'installation' || kind === 'maintenance' ? kind : 'repair';
    const hours = contactHours ?? ref.policy.deadlines[field].firstContactHours;
    lines.push(say('next_visit', { kind, hours }));
  } else if (state === 'needs_details') {
    lines.push(say(linkSent ? 'next_details_link' : 'next_details_call'));
  } else {
    lines.push(say('next_manual'));
  }
  if (texted) lines.push(say('texted'));
  return goodbye(memory, lines);
});

/** H3: help is on its way; a person speaks with them at once, at any hour, if anybody is there. */
function rescueOpened(
  memory: Memory,
  { number, joined, contactHours }: { number: string; joined: boolean; contactHours: number | null },
  ref: Reference,
): Move {
  const hours = contactHours ?? ref.policy.deadlines.rescue.firstContactHours;
  const lines: Line[] = memory.wish.siteId ? [say('rescue_advice')] : [];
  if (!joined) lines.push(say('rescue_opened', { number }));
  return toAgent(memory, [...lines, say('rescue_next', { hours })]);
}
