import type { EventMap } from './event-schemas.ts';

export type { EventMap } from './event-schemas.ts';
export type EventType = keyof EventMap;

/** An event about to be written. */
export type NewEvent = {
  [T in EventType]: {
    type: T;
    data: EventMap[T];
    ticketId?: number;
    ticketVersion?: number;
    contactId?: number;
    rule?: string;
    cause?: string;
    rooms: string[];
  };
}[EventType];

/** Who did it. */
export type Actor = { kind: 'system' } | { kind: 'caller' } | { kind: 'person'; id: number };

/** The rooms of the boards. `calls` shows live calls; the others follow the organisation. */
export const PROVINCE_ROOM = 'province';
export const CALLS_ROOM = 'calls';
export const regionRoom = (id: number): string => `region.${id}`;
export const storeRoom = (id: number): string => `store.${id}`;
const OUTLET_ROOM = 'outlet.';
export const outletRoom = (id: number): string => `${OUTLET_ROOM}${id}`;

/** The rooms that see a ticket with this scope. */
export function roomsOf(scope: {
  regionId: number | null;
  storeId: number | null;
  outletId: number | null;
}): string[] {
  const rooms = [PROVINCE_ROOM];
  if (scope.regionId) rooms.push(regionRoom(scope.regionId));
  if (scope.storeId) rooms.push(storeRoom(scope.storeId));
  if (scope.outletId) rooms.push(outletRoom(scope.outletId));
  return rooms;
}

/**
 * The rooms that are told of an event. An outlet is not told who has a call to its customer in hand and what came of a
 * try, nor that a customer is called a second time (S9).
 */
export function roomsTold({ type, data, rooms }: Pick<NewEvent, 'type' | 'data' | 'rooms'>): string[] {
  const ofCallers = type === 'obligation.claimed' || type === 'obligation.tried';
  const hidden = ofCallers || (type.startsWith('obligation.') && 'kind' in data && data.kind === 'check');
  return [...new Set(hidden ? withoutOutlets(rooms) : rooms)];
}

export const withoutOutlets = (rooms: string[]): string[] =>
  rooms.filter((room) => !room.startsWith(OUTLET_ROOM));
