import type { EndStatus, PhoneEvent, Waiting } from '../../carrier/types.ts';

/** A line of the transcript. */
export type Line = { id: number; at: string } & (
  | { kind: 'prompt'; verb: 'Say' | 'Play' | 'carrier'; text: string; language: string; durationMs: number }
  | { kind: 'keys' | 'speech'; text: string }
  /** Said by somebody else on the call. */
  | { kind: 'said'; text: string; from: string }
  | { kind: 'place'; change: PlaceChange }
  | { kind: 'recording'; text: string }
  | { kind: 'silence' }
  | { kind: 'error'; code: number; message: string; url?: string }
  | { kind: 'state'; state: 'dialled' | 'ringing' | 'answered' }
  | { kind: 'ended'; status: EndStatus; duration: number }
);

/** What became of a call that waits or is with others. */
type PlaceChange =
  | 'queued'
  | 'waiting'
  | 'connected'
  | 'disconnected'
  | 'held'
  | 'unheld'
  | 'muted'
  | 'unmuted'
  | 'entered'
  | 'left';

/** Where a call is: in line, before a conference begins, or with others, who hear it unless it is muted or on hold. */
export interface Place {
  kind: 'queue' | 'waiting' | 'talk';
  hold: boolean;
  muted: boolean;
}

/** A call as its phone sees it. */
export interface PhoneCall {
  sid: string;
  /** The outside party: who this phone is. */
  number: string;
  /** Seen from the phone: 'out' was dialled here, 'in' rings here. */
  direction: 'in' | 'out';
  phase: 'ringing' | 'talking' | 'over';
  waiting: Waiting | null;
  place: Place | null;
  /** Keys pressed since the menu began to wait. */
  keyed: string;
  answeredAt: number | null;
  ended: { status: EndStatus; duration: number } | null;
  lines: Line[];
}

/** The call after an event; undefined stays undefined for an event that begins no call. */
export function applyEvent(call: PhoneCall | undefined, event: PhoneEvent): PhoneCall | undefined {
  if (event.type === 'dialled' || event.type === 'ring') return begin(event);
  if (!call || call.sid !== event.sid || event.type === 'message') return call;
  const lines = addLine(call.lines, event);
  switch (event.type) {
    case 'answered':
      return { ...call, lines, phase: 'talking', waiting: null, answeredAt: Date.parse(event.at) };
    case 'gather':
    case 'recording':
      return { ...call, waiting: event, keyed: '' };
    case 'waited':
      return { ...call, waiting: null, keyed: '' };
    case 'input':
      return { ...call, lines, keyed: event.kind === 'keys' ? call.keyed + event.text : call.keyed };
    case 'queued':
      return { ...call, lines, place: { kind: 'queue', hold: false, muted: false } };
    case 'waiting':
    case 'connected': {
      const { hold = false, muted = false } = call.place ?? {};
      return { ...call, lines, place: { kind: event.type === 'waiting' ? 'waiting' : 'talk', hold, muted } };
    }
    case 'dequeued':
    case 'disconnected':
      return { ...call, lines, place: null };
    case 'held':
      return { ...call, lines, place: call.place && { ...call.place, hold: event.hold } };
    case 'muted':
      return { ...call, lines, place: call.place && { ...call.place, muted: event.muted } };
    case 'ended': {
      const { status, duration } = event;
      return {
        ...call,
        lines,
        phase: 'over',
        place: null,
        waiting: null,
        keyed: '',
        ended: { status, duration },
      };
    }
    default:
      return { ...call, lines };
  }
}

function begin(event: Extract<PhoneEvent, { type: 'dialled' | 'ring' }>): PhoneCall {
  const incoming = event.type === 'ring';
  return {
    sid: event.sid,
    number: event.number,
    direction: incoming ? 'in' : 'out',
    phase: 'ringing',
    waiting: incoming ? { for: 'answer' } : null,
    place: null,
    keyed: '',
    answeredAt: null,
    ended: null,
    lines: [{ id: event.id, at: event.at, kind: 'state', state: incoming ? 'ringing' : 'dialled' }],
  };
}

function addLine(lines: Line[], event: PhoneEvent): Line[] {
  const { id, at } = event;
  switch (event.type) {
    case 'answered':
      return [...lines, { id, at, kind: 'state', state: 'answered' }];
    case 'prompt':
      if (event.verb === 'Pause') return lines;
      return [
        ...lines,
        {
          id,
          at,
          kind: 'prompt',
          verb: event.verb,
          text: event.text,
          language: event.language,
          durationMs: event.durationMs,
        },
      ];
    case 'input': {
      const last = lines.at(-1);
      if (event.kind === 'keys' && last?.kind === 'keys') {
        return [...lines.slice(0, -1), { ...last, text: last.text + event.text }];
      }
      return [...lines, { id, at, kind: event.kind, text: event.text }];
    }
    case 'heard':
      return [...lines, { id, at, kind: 'said', text: event.text, from: event.from }];
    // The place in line is the hotline's to tell: it may let others go first.
    case 'queued':
    case 'waiting':
    case 'connected':
    case 'disconnected':
      return [...lines, { id, at, kind: 'place', change: event.type }];
    case 'held':
      return [...lines, { id, at, kind: 'place', change: event.hold ? 'held' : 'unheld' }];
    case 'muted':
      return [...lines, { id, at, kind: 'place', change: event.muted ? 'muted' : 'unmuted' }];
    case 'beep':
      return [...lines, { id, at, kind: 'place', change: event.moment === 'enter' ? 'entered' : 'left' }];
    case 'error': {
      const { code, message, url } = event;
      return [...lines, { id, at, kind: 'error', code, message, ...(url ? { url } : {}) }];
    }
    case 'ended':
      return [...lines, { id, at, kind: 'ended', status: event.status, duration: event.duration }];
    default:
      return lines;
  }
}

/** The call from everything that happened on it, after a reload or a lost connection. */
export function replay(timeline: PhoneEvent[]): PhoneCall | undefined {
  return timeline.reduce<PhoneCall | undefined>(applyEvent, undefined);
}
