import { isDiallable } from '../../domain/phone-number.ts';
import type { Line, PromptKey, PromptParams } from '../prompts/types.ts';
import type { Command, Expect, FlowEvent, Memory, Reference, StateName } from './types.ts';

/** Where an answer leads. */
export type Move =
  | { to: StateName; memory: Memory; say?: Line[] }
  /** Have this done; its result is heard by the state `heardBy`. */
  | { run: Command; heardBy: StateName; memory: Memory }
  /** Not one of the answers asked for: say so and ask again, here or at another state. */
  | { miss: Line; at?: StateName };

/** One question of the menu. */
export interface State {
  ask(memory: Memory, ref: Reference): { lines: Line[]; expect: Expect };
  hear(memory: Memory, event: FlowEvent, ref: Reference): Move;
  /** After too many misses; when absent, a message is taken. */
  giveUp?(memory: Memory, ref: Reference): Move;
}

/** A sentence with what it is told. */
export function say<K extends PromptKey>(
  key: K,
  ...params: PromptParams[K] extends null ? [] : [PromptParams[K]]
): Line {
  return { key, params: params[0] ?? null } as Line;
}

export const notUnderstood: Move = { miss: say('not_understood') };
export const notHeard: Move = { miss: say('not_heard') };
/** What a silence or anything not asked for comes to. */
export const missed = (event: FlowEvent): Move => (event.type === 'empty' ? notHeard : notUnderstood);

/** The words of a caller, where they were understood surely enough. */
export const surely = (event: FlowEvent, ref: Reference): string | null =>
  event.type === 'speech' && event.confidence >= ref.policy.phone.speechConfidence ? event.text : null;

export const isAgentKey = (event: FlowEvent): boolean => event.type === 'keys' && event.keys === '0';

/** A state that only passes on the result of a command. */
export const passing = (hear: State['hear']): State => ({
  ask: () => ({ lines: [], expect: { kind: 'hangup' } }),
  hear,
});

export const goodbye = (memory: Memory, lines: Line[]): Move => ({
  to: 'ended',
  memory,
  say: [...lines, say('goodbye')],
});

export const toMenu = (memory: Memory, lines: Line[] = []): Move => ({
  to: 'menu',
  memory: { ...memory, wish: {} },
  say: lines,
});

/** Whoever wants a person gets in line for one; what there is to say is said with the answer. */
export const toAgent = (memory: Memory, lines: Line[] = []): Move => ({
  run: { name: 'enter_line', ask: { rescue: memory.wish.kind === 'rescue' } },
  heardBy: 'line',
  memory: { ...memory, unsaid: lines },
});

/** Goes on once there is a number to call back, or it was asked for in vain. */
export function withNumber(memory: Memory, after: NonNullable<Memory['after']>, lines: Line[] = []): Move {
  if (memory.numberAsked || isDiallable(memory.number)) return { to: after, memory, say: lines };
  return { to: 'reach', memory: { ...memory, after }, say: lines };
}

/** The name of a category in the caller's language. */
export function categoryName(code: string | null | undefined, memory: Memory, ref: Reference): string {
  const category = ref.categories.find((one) => one.code === code);
  if (!category) return memory.language === 'zh' ? '家电' : 'appliance';
  return memory.language === 'zh' ? category.name : category.nameEn.toLowerCase();
}

/** Prefecture and county as one name. */
export function placeName(code: string | undefined, ref: Reference): string {
  const place = code ? ref.place(code) : null;
  return place ? `${place.parentName ?? ''}${place.name}` : '';
}
