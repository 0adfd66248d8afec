import { dayStart } from '../../domain/time.ts';
import { organisationZone } from '../zone.ts';

/**
 * SQL: on which of some days, counted from 1, obligation `b` became owed. Takes dayBegins of these days, in the
 * organisation's zone (clocks may be changed between them).
 */
export const OPENED_DAY = "INTERVAL(TIMESTAMPDIFF(SECOND, '1970-01-01', b.openedAt), ?)";

/** @returns seconds since 1970 */
export const dayBegins = (days: readonly string[]): number[] =>
  days.map((day) => dayStart(day, organisationZone()).getTime() / 1_000);
