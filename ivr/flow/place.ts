import type { PlaceMatch } from '../../domain/phone/match-place.ts';
import {
  type Move,
  missed,
  notUnderstood,
  placeName,
  type State,
  say,
  surely,
  toAgent,
  withNumber,
} from './moves.ts';
import { open } from './open.ts';
import type { FlowEvent, Memory, Reference } from './types.ts';

/** Keys 1 to 8 choose, 9 leafs on, and 0 is a person as everywhere. */
const PER_PAGE = 8;
const MORE_KEY = '9';
/** Less than this is no address. */
const MIN_ADDRESS = 4;
const MAX_ADDRESS = 100;

/**
 * Asks for the district. Names of places are Chinese: who speaks English is not understood saying them, and
 * chooses by key.
 */
export function askPlace(memory: Memory, ref: Reference): Move {
  const asked = { ...memory, wish: { ...memory.wish, siteId: undefined, districtCode: undefined } };
  return asked.language === 'zh' ? { to: 'district', memory: asked } : toPrefectures(asked, ref);
}

const toPrefectures = (memory: Memory, ref: Reference): Move => ({
  to: 'prefecture',
  memory: { ...memory, page: 0, choices: ref.prefectures.map(({ code }) => code) },
});

function toCounties(memory: Memory, prefectureCode: string, ref: Reference): Move {
  const choices = ref.counties(prefectureCode).map(({ code }) => code);
  if (choices.length === 0) return withDistrict(memory, prefectureCode);
  return { to: 'county', memory: { ...memory, page: 0, choices } };
}

const withDistrict = (memory: Memory, districtCode: string): Move => ({
  to: 'address',
  memory: { ...memory, choices: [], wish: { ...memory.wish, districtCode } },
});

/** A danger is never left as a mere message: without a place a dispatcher gets it at once. */
const giveUp = (memory: Memory, ref: Reference): Move =>
  memory.wish.kind === 'rescue' ? open(memory, ref) : { to: 'message', memory, say: [say('sorry_message')] };

/** H3: before anybody is asked to wait for a person, help is sent for. */
const toPerson = (memory: Memory, ref: Reference): Move =>
  memory.wish.kind === 'rescue' ? open(memory, ref) : toAgent(memory);

export const district: State = {
  ask: (memory) => ({
    lines: [say('district')],
    expect: { kind: 'speech', hints: 'places', near: nearCaller(memory) },
  }),
  hear(memory, event, ref) {
    if (event.type === 'keys') {
      if (event.keys === '0') return toPerson(memory, ref);
      return event.keys === '1' ? toPrefectures(memory, ref) : notUnderstood;
    }
    return spokenPlace(memory, event, ref) ?? missed(event);
  },
  // What is not understood is chosen by key; whoever is in danger is not led through lists.
  giveUp: (memory, ref) => (memory.wish.kind === 'rescue' ? giveUp(memory, ref) : toPrefectures(memory, ref)),
};

/** Whoever has a home on file mostly means a place near it. */
const nearCaller = ({ profile }: Memory): string | undefined => profile.site?.districtCode;

function spokenPlace(memory: Memory, event: FlowEvent, ref: Reference): Move | null {
  const spoken = surely(event, ref);
  if (spoken === null) return null;
  const match: PlaceMatch = ref.places.match(spoken);
  switch (match.kind) {
    case 'county':
      return withDistrict(memory, match.code);
    case 'several':
      return { to: 'county', memory: { ...memory, page: 0, choices: match.codes } };
    case 'prefecture':
      return toCounties(memory, match.code, ref);
    case 'none':
      return null;
    default: {
      const never: never = match;
      return never;
    }
  }
}

export const prefecture: State = {
  ask(memory, ref) {
    const { lines, expect } = list(memory, ref);
    return { lines: memory.language === 'zh' ? lines : [say('district'), ...lines], expect };
  },
  hear: (memory, event, ref) => choose(memory, event, ref, (code) => toCounties(memory, code, ref)),
  giveUp,
};

export const county: State = {
  ask: (memory, ref) => list(memory, ref),
  hear: (memory, event, ref) => choose(memory, event, ref, (code) => withDistrict(memory, code)),
  giveUp,
};

/** One page of names. Where they lie in several prefectures, each is said with its own. */
function list(memory: Memory, ref: Reference): ReturnType<State['ask']> {
  const { choices, page } = memory;
  const parents = new Set(choices.map((code) => ref.place(code)?.parentName));
  const nameOf = (code: string) => (parents.size > 1 ? placeName(code, ref) : (ref.place(code)?.name ?? ''));
  const shown = choices.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map(nameOf);
  return {
    lines: [say('choose_place', { choices: shown, more: choices.length > PER_PAGE })],
    expect: { kind: 'key', hints: 'places', near: choices[0] },
  };
}

function choose(memory: Memory, event: FlowEvent, ref: Reference, go: (code: string) => Move): Move {
  if (event.type !== 'keys') return spokenPlace(memory, event, ref) ?? missed(event);
  const { choices, page } = memory;
  if (event.keys === '0') return toPerson(memory, ref);
  if (event.keys === MORE_KEY && choices.length > PER_PAGE) {
    const pages = Math.ceil(choices.length / PER_PAGE);
    const state = choices[0] && ref.place(choices[0])?.parentName === null ? 'prefecture' : 'county';
    return { to: state, memory: { ...memory, page: (page + 1) % pages } };
  }
  const code = /^[1-8]$/.test(event.keys) ? choices[page * PER_PAGE + Number(event.keys) - 1] : undefined;
  return code ? go(code) : notUnderstood;
}

export const address: State = {
  ask: () => ({ lines: [say('address')], expect: { kind: 'speech' } }),
  hear(memory, event, ref) {
    if (event.type === 'keys') {
      if (event.keys === '0') return toPerson(memory, ref);
      return event.keys === '#' ? afterAddress(memory, ref) : notUnderstood;
    }
    if (event.type !== 'speech' || event.text.length < MIN_ADDRESS) return missed(event);
    const { confidence } = event;
    const spokenAddress = event.text.slice(0, MAX_ADDRESS);
    return afterAddress({ ...memory, wish: { ...memory.wish, spokenAddress, confidence } }, ref);
  },
  // The rest is known: better a ticket that waits for its address than a message.
  giveUp: (memory, ref) => afterAddress(memory, ref),
};

const afterAddress = (memory: Memory, ref: Reference): Move =>
  memory.wish.kind === 'rescue' ? open(memory, ref) : withNumber(memory, 'confirm');
