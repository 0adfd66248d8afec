import { type Move, say } from './moves.ts';
import { atSite, open } from './open.ts';
import { askPlace } from './place.ts';
import type { Memory, Reference } from './types.ts';

/**
 * H3: somebody is in danger. With an address on file help is sent for at once; else the place is asked for and
 * nothing more.
 */
export function toRescue(memory: Memory, ref: Reference, category?: string): Move {
  const endangered: Memory = { ...memory, wish: { kind: 'rescue', category } };
  if (memory.profile.site) return open(atSite(endangered), ref);
  const move = askPlace(endangered, ref);
  return 'to' in move ? { ...move, say: [say('rescue_advice'), ...(move.say ?? [])] } : move;
}
