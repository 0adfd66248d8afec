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
export const outletRoom = (id: number): string => `outlet.${id}`;

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
