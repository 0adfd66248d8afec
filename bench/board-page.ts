import { chromium, type Page } from 'playwright-core';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../domain/contracts/sockets.ts';
import { Ticket } from '../entities/ticket.ts';
import { findProgram } from '../server/embedded/programs.ts';
import { type BenchHotline, benchHotline } from './support/hotline.ts';
import { quantile } from './support/load.ts';
import { report } from './support/report.ts';

const TICKETS = 5_000;
/** Events a second while frames are counted, and for how long. */
const RATE = 40;
const SECONDS = 10;
const CHROMIUM = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

interface Frames {
  /** Milliseconds from one frame to the next, sorted. */
  gaps: number[];
  /** Milliseconds of tasks that blocked the page for more than 50. */
  longTasks: number[];
}

/**
 * How smooth the board stays with 5,000 open tickets while tickets change all the time: the gap between frames that
 * 95 in 100 keep, beside an empty page in the same browser while the same is going on in the hotline.
 */
export async function boardPageBench(): Promise<void> {
  const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => findProgram(name, process.env.PATH ?? ''))
    .find(Boolean);
  if (!executablePath) {
    console.log('board-page: no Chromium here, nothing measured');
    return;
  }
  const hotline = await benchHotline();
  const browser = await chromium.launch({ executablePath, args: CHROMIUM });
  try {
    const ids = await fill(hotline);
    await hotline.run('web');
    await hotline.run('worker');
    const url = `http://127.0.0.1:${hotline.config.port}`;
    const credentials = { username: 'dispatcher', password: 'yixian2026' };
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const signedIn = await context.request.post(`${url}/api/session`, { data: credentials });
    const { token } = (await signedIn.json()) as { token: string };
    await snapshot(url, token);

    const board = await context.newPage();
    const opening = performance.now();
    await board.goto(`${url}/board`);
    await board.locator('.card').first().waitFor({ timeout: 60_000 });
    console.log(`first card of ${TICKETS} shown after ${Math.round(performance.now() - opening)} ms`);
    const [empty, full]: [Frames[], Frames[]] = [[], []];
    for (let round = 0; round < 2; round++) {
      const blank = await context.newPage();
      await blank.goto('about:blank');
      empty.push(await measured(blank, url, token, ids));
      await blank.close();
      await board.bringToFront();
      full.push(await measured(board, url, token, ids));
    }
    const [ceiling, value] = [joined(empty), joined(full)];
    for (const [name, { gaps, longTasks }] of [
      ['empty page', ceiling],
      ['board', value],
    ] as const) {
      const blocked = longTasks.reduce((sum, each) => sum + each, 0);
      console.log(
        `${name.padEnd(12)} frames p50 ${quantile(gaps, 0.5).toFixed(1)} ms, p95 ${quantile(gaps, 0.95).toFixed(1)} ms, p99 ${quantile(gaps, 0.99).toFixed(1)} ms; ${longTasks.length} long tasks, ${Math.round(blocked)} ms in ${2 * SECONDS} s`,
      );
    }
    report({
      bench: `board of ${TICKETS}, frame gap p95`,
      value: quantile(value.gaps, 0.95),
      ceiling: quantile(ceiling.gaps, 0.95),
      goal: 1.5,
      better: 'lower',
      unit: 'ms',
    });
  } finally {
    await browser.close();
    await hotline.stop();
  }
}

/** Open tickets in number, spread over districts and states. @returns their ids */
async function fill(hotline: BenchHotline): Promise<number[]> {
  const { manager } = hotline.dataSource;
  const districts: { code: string; regionId: number; storeId: number }[] = await manager.query(
    'SELECT code, regionId, storeId FROM district WHERE storeId IS NOT NULL',
  );
  const outlets: { id: number }[] = await manager.query('SELECT id FROM outlet');
  const states = ['manual', 'offered', 'accepted', 'in_progress'] as const;
  const now = Date.now();
  const ids: number[] = [];
  for (let from = 0; from < TICKETS; from += 500) {
    const rows = Array.from({ length: 500 }, (_, offset) => {
      const n = from + offset;
      const district = districts[n % districts.length];
      const state = states[n % states.length] ?? 'manual';
      const due = new Date(now + ((n * 37) % 2_000) * 60_000 - 300 * 60_000);
      return {
        number: String(100_000_000 + n),
        kind: 'repair' as const,
        priority: 'normal' as const,
        state,
        stateSince: new Date(now),
        source: 'phone' as const,
        contactNumber: `+8613900${String(100_000 + n)}`,
        category: 'air_conditioner',
        districtCode: district?.code ?? null,
        regionId: district?.regionId ?? null,
        storeId: district?.storeId ?? null,
        outletId: state === 'manual' ? null : (outlets[n % outlets.length]?.id ?? null),
        manualReason: state === 'manual' ? ('no_outlet' as const) : null,
        openedAt: new Date(now - n * 1_000),
        completionDueAt: due,
      };
    });
    const { identifiers } = await manager.insert(Ticket, rows);
    ids.push(...identifiers.map(({ id }) => Number(id)));
  }
  return ids;
}

/** What the server takes for a snapshot of them all. */
async function snapshot(url: string, token: string): Promise<void> {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    auth: { token },
    transports: ['websocket'],
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const times: number[] = [];
  let bytes = 0;
  for (let n = 0; n < 7; n++) {
    const from = performance.now();
    const answer = await socket.emitWithAck('board:open', { board: 'province' });
    times.push(performance.now() - from);
    bytes = JSON.stringify(answer).length;
  }
  socket.disconnect();
  times.sort((a, b) => a - b);
  console.log(
    `snapshot of the province: p50 ${quantile(times, 0.5).toFixed(0)} ms, ${(bytes / 1_048_576).toFixed(2)} MiB`,
  );
}

/** Counts frames while tickets change at the rate, each chased by its customer once more. */
async function measured(page: Page, url: string, token: string, ids: number[]): Promise<Frames> {
  const counting = page.evaluate(COUNT_FRAMES(SECONDS * 1_000)) as Promise<Frames>;
  const from = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let n = 0; n < RATE * SECONDS; n++) {
    const wait = from + (n * 1_000) / RATE - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const id = ids[Math.floor((n * 7_919) % ids.length)];
    sent.push(
      fetch(`${url}/api/tickets/${id}/chase`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{}',
      }).then(async (answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
        await answer.arrayBuffer();
      }, lost),
    );
  }
  const [frames] = await Promise.all([counting, ...sent]);
  return frames;
}

/** A connection that the server was just closing: one change fewer. */
const lost = (error: Error): void => console.error(`one change was not sent: ${error.message}`);

/** Runs in the page. */
const COUNT_FRAMES = (milliseconds: number): string => `new Promise((resolve) => {
  const gaps = [], longTasks = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasks.push(entry.duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
  const start = performance.now();
  let last = start;
  const frame = (at) => {
    gaps.push(at - last);
    last = at;
    if (at - start < ${milliseconds}) requestAnimationFrame(frame);
    else {
      observer.disconnect();
      resolve({ gaps: gaps.slice(1), longTasks });
    }
  };
  requestAnimationFrame(frame);
})`;

const joined = (frames: Frames[]): Frames => ({
  gaps: frames.flatMap(({ gaps }) => gaps).sort((a, b) => a - b),
  longTasks: frames.flatMap(({ longTasks }) => longTasks),
});
