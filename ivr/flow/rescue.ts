import { matchCategory } from '../../domain/phone/match-category.ts';
import { soundsDangerous } from '../../domain/phone/rescue.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { RESCUE_KEY } from '../../domain/setup/menu.ts';
import { type Move, missed, passing, type State, say, toAgent, toMenu } from './moves.ts';
import { atSite, open } from './open.ts';
import { askPlace } from './place.ts';
import type { FlowEvent, Memory, Reference, StateName } from './types.ts';

/** Where words name a place or a score, they are no cry for help. */
const DEAF: readonly StateName[] = ['address', 'survey', 'survey_remark'];
/** Nobody listens here: the call is over, or waits for a person already. */
const OVER: readonly StateName[] = ['ended', 'line', 'line_left', 'turned_away', 'message_left', 'rescue'];
const MAX_WORDS = 200;

/** H3: words of danger, and the rescue key, lead out of any menu. Null for anything else. */
export function alarm(state: StateName, memory: Memory, event: FlowEvent, ref: Reference): Move | null {
  if (OVER.includes(state) || memory.wish.kind === 'rescue') return null;
  if (event.type === 'keys' && event.keys === RESCUE_KEY) return { to: 'rescue', memory };
  if (event.type !== 'speech' || DEAF.includes(state) || !soundsDangerous(event.text)) return null;
  return toRescue(memory, ref, event.text);
}

/** A number that is not served does not get into the menu this way. */
const back = (memory: Memory): Move =>
  memory.profile.rule?.kind === 'blocked' ? { to: 'blocked', memory } : toMenu(memory);

/** What the dispatcher reads; the keys of `rescue`. */
const DANGERS: Record<string, string> = {
  1: '燃气泄漏',
  2: '漏电、冒烟或起火',
  3: '漏水',
  4: '药品冷藏中断',
};

/** A key may be pressed by mistake, so it is asked what is wrong; whoever says nothing is taken at their word. */
export const rescue: State = {
  ask: () => ({ lines: [say('rescue')], expect: { kind: 'key', hints: 'rescue' } }),
  hear(memory, event, ref) {
    if (event.type === 'keys') {
      if (event.keys === '#') return back(memory);
      const danger = DANGERS[event.keys];
      return danger ? toRescue(memory, ref, danger) : missed(event);
    }
    return event.type === 'speech' ? toRescue(memory, ref, event.text) : toRescue(memory, ref);
  },
  giveUp: (memory, ref) => toRescue(memory, ref),
};

/** Help that is on its way already is not sent twice (H8): that is looked up before anything is asked. */
export function toRescue(memory: Memory, ref: Reference, words?: string): Move {
  const category = (words && matchCategory(words, ref.categories)) || undefined;
  const description = words?.slice(0, MAX_WORDS);
  const endangered: Memory = { ...memory, wish: { kind: 'rescue', category, description } };
  if (!isDiallable(memory.number)) return toPlace(endangered, ref);
  return { run: { name: 'join_rescue', ask: null }, heardBy: 'rescue_joined', memory: endangered };
}

/** With an address on file help is sent for at once; else the place is asked for and nothing more. */
function toPlace(memory: Memory, ref: Reference): Move {
  if (memory.profile.site) return open(atSite(memory), ref);
  const move = askPlace(memory, ref);
  return 'to' in move ? { ...move, say: [say('rescue_advice'), ...(move.say ?? [])] } : move;
}

/** H8: joined to the rescue that is open, and given to a person again. */
export const rescueJoined = passing((memory, event, ref) => {
  const joined = event.type === 'result' && event.name === 'join_rescue' ? event.answer : null;
  if (!joined) return toPlace(memory, ref);
  return toAgent(memory, [say('rescue_advice'), say('rescue_joined', joined)]);
});
