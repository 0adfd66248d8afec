import { useSyncExternalStore } from 'react';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import type { SupervisionMode } from '../../../domain/vocabulary.ts';
import { type LiveSocket, useSocket } from '../live/live.tsx';
import { useMe } from '../session/session.tsx';
import { usePhoneState } from '../softphone/softphone-context.tsx';
import { setHotlineTime } from '../time/clock.ts';
import { WallboardLine } from './wallboard-line.ts';

/** One for each connection, whatever pages look at it. */
const lines = new WeakMap<LiveSocket, WallboardLine>();

function useLine(): WallboardLine {
  const socket = useSocket();
  const line = lines.get(socket) ?? new WallboardLine(socket, setHotlineTime);
  lines.set(socket, line);
  return line;
}

/** The wallboard; null until it is known. */
export function useWallboard(): Wallboard | null {
  const line = useLine();
  return useSyncExternalStore(line.watch, () => line.board);
}

/** Why the wallboard is not shown, or null. */
export function useWallboardRefusal(): string | null {
  const line = useLine();
  return useSyncExternalStore(line.watch, () => line.refused);
}

/** The call I supervise and how, as the hotline has it; before it does, as my telephone asked for it. */
export function useMySupervision(): { contactId: number; mode: SupervisionMode } | null {
  const me = useMe();
  const board = useWallboard();
  const phone = usePhoneState();
  const params = phone?.params;
  if (phone?.call === 'none' || !params || !('Supervise' in params)) return null;
  const contactId = Number(params.Supervise);
  const seat = board?.entries
    .find((entry) => entry.contactId === contactId)
    ?.supervisors.find(({ personId }) => personId === me.personId);
  return { contactId, mode: seat?.mode ?? (params.Mode as SupervisionMode) };
}
