import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { holdSeconds, LONGEST_HOLD_MICROS, pacing } from '../../domain/followup/pacing.ts';

/** The one row: every outbound call of the hotline waits for it. */
export const DIAL_SLOT = 'calls-out';
/** The database's own clock when the row is held: NOW() would be when the statement began to wait for it. */
const NOW_MICROS = 'CAST(UNIX_TIMESTAMP(SYSDATE(6)) * 1000000 AS SIGNED)';

/** A slot that was taken, or how long until one may be. */
export type DialSlot = { takenAtMicros: number } | { waitMs: number };

/**
 * Pacing: one row, under the database's own clock, says when the next outbound call may be placed. One conditional
 * update takes the slot, so that however many workers ask, whoever dies and whatever Redis forgets, no second holds
 * more than `rate` of them (domain/followup/pacing.ts). A clock that was set back is noticed: nothing waits for it.
 *
 * @param rate calls per second
 */
export async function takeDialSlot(manager: EntityManager, rate: number): Promise<DialSlot> {
  const { gapMicros, lateMicros } = pacing(rate);
  const { affectedRows, insertId } = await manager.query(
    `UPDATE dial_slot
     SET takenAt = LAST_INSERT_ID(${NOW_MICROS}),
         nextAt = GREATEST(LEAST(CAST(nextAt AS SIGNED), takenAt), takenAt - ?) + ?
     WHERE name = ?
       AND (CAST(nextAt AS SIGNED) <= ${NOW_MICROS} OR CAST(nextAt AS SIGNED) > ${NOW_MICROS} + ?)
       AND (CAST(heldUntil AS SIGNED) <= ${NOW_MICROS} OR CAST(heldUntil AS SIGNED) > ${NOW_MICROS} + ?)`,
    [lateMicros, gapMicros, DIAL_SLOT, gapMicros, LONGEST_HOLD_MICROS],
  );
  if (affectedRows === 1) return { takenAtMicros: Number(insertId) };
  await ensureDialSlot(manager);
  const [row] = await manager.query(
    `SELECT GREATEST(CAST(nextAt AS SIGNED), CAST(heldUntil AS SIGNED)) - ${NOW_MICROS} AS wait
     FROM dial_slot WHERE name = ?`,
    [DIAL_SLOT],
  );
  return { waitMs: Math.max(0, Number(row.wait) / 1000) };
}

/** The row is there: nobody has to make it beforehand. */
export async function ensureDialSlot(manager: EntityManager): Promise<void> {
  await manager.query('INSERT IGNORE INTO dial_slot (name, nextAt) VALUES (?, 0)', [DIAL_SLOT]);
}

/** Somebody waits at the telephone for this call. */
export const LIVE_CALL = -1;

interface Waiting {
  priority: number;
  turn: () => Promise<void>;
}
/** Whoever waits in this process, by connection: one asks at a time, so that a slot is not fought for by all. */
const lines = new WeakMap<EntityManager, { waiting: Waiting[]; busy: boolean }>();

/**
 * Until a slot is taken. Of those who wait in this process the lowest priority is next, then whoever came first.
 *
 * @param priority an obligation's, or LIVE_CALL
 * @param wanted asked when the turn comes, and again while it lasts: what need not be dialled any more takes no slot
 * @returns when it was taken by the database's clock, in microseconds since 1970; null when it was not wanted
 */
export function waitForDialSlot(
  manager: EntityManager,
  rate: number,
  {
    priority = LIVE_CALL,
    wanted = async () => true,
  }: { priority?: number; wanted?: () => Promise<boolean> } = {},
): Promise<number | null> {
  let line = lines.get(manager);
  if (!line) {
    line = { waiting: [], busy: false };
    lines.set(manager, line);
  }
  const { waiting } = line;
  const taken = new Promise<number | null>((resolve, reject) => {
    const turn = async () => resolve(await askUntilTaken(manager, rate, wanted));
    const before = waiting.findIndex((other) => other.priority > priority);
    waiting.splice(before < 0 ? waiting.length : before, 0, { priority, turn: () => turn().catch(reject) });
  });
  if (!line.busy) void serve(line);
  return taken;
}

async function serve(line: { waiting: Waiting[]; busy: boolean }): Promise<void> {
  line.busy = true;
  for (let next = line.waiting.shift(); next; next = line.waiting.shift()) await next.turn();
  line.busy = false;
}

/** While the carrier is left in peace, whoever waits looks as often whether it is wanted still. */
const LOOK_AGAIN_MS = 1_000;

async function askUntilTaken(
  manager: EntityManager,
  rate: number,
  wanted: () => Promise<boolean>,
): Promise<number | null> {
  while (await wanted()) {
    const slot = await takeDialSlot(manager, rate);
    if ('takenAtMicros' in slot) return slot.takenAtMicros;
    await sleep(Math.min(slot.waitMs, LOOK_AGAIN_MS));
  }
  return null;
}

/** The carrier would not take a call just now: all who dial leave it in peace for a while. */
export async function holdDialling(manager: EntityManager): Promise<void> {
  const [row] = await manager.query('SELECT refusals FROM dial_slot WHERE name = ?', [DIAL_SLOT]);
  const seconds = holdSeconds(Number(row?.refusals ?? 0) + 1);
  await manager.query(
    `UPDATE dial_slot SET refusals = refusals + 1, heldUntil = ${NOW_MICROS} + ? WHERE name = ?`,
    [seconds * 1_000_000, DIAL_SLOT],
  );
}

/** It takes them. */
export async function endHold(manager: EntityManager): Promise<void> {
  await manager.query('UPDATE dial_slot SET refusals = 0, heldUntil = 0 WHERE name = ? AND refusals > 0', [
    DIAL_SLOT,
  ]);
}

/** F1: whether headquarters has stopped the automatic calls for now. */
export async function isPaused(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query('SELECT pausedAt FROM dial_slot WHERE name = ?', [DIAL_SLOT]);
  return row?.pausedAt != null;
}

/** Who paused the dialler, since when and why; and until when none is offered to a carrier that refused, null when it takes them. */
export async function diallerState(manager: EntityManager): Promise<{
  pausedAt: Date | null;
  pausedBy: number | null;
  pauseReason: string | null;
  heldUntil: Date | null;
}> {
  const [row] = await manager.query(
    `SELECT pausedAt, pausedBy, pauseReason, IF(heldUntil > ${NOW_MICROS}, heldUntil, NULL) AS held FROM dial_slot WHERE name = ?`,
    [DIAL_SLOT],
  );
  if (!row) return { pausedAt: null, pausedBy: null, pauseReason: null, heldUntil: null };
  const { held, ...pause } = row;
  return { ...pause, heldUntil: held === null ? null : new Date(Number(held) / 1_000) };
}
