import { parentPort, workerData } from 'node:worker_threads';
import type { PlanInstance, Routes } from '../../domain/plan/instance.ts';
import { searchPlan, seededRandom } from '../../domain/plan/search.ts';

export interface ToSolver {
  instance: PlanInstance;
  seed: number;
  seconds: number;
}
export type FromSolver = { spent: number } | { routes: Routes };

/** Below so many jobs a few seconds are plenty. */
const SECONDS_PER_JOB = 0.15;
const LEAST_SECONDS = 2;

/** Run by solver.ts as a thread: one day in, one plan out. */
const { instance, seed, seconds } = workerData as ToSolver;
const limit = Math.min(seconds, Math.max(LEAST_SECONDS, instance.jobs.length * SECONDS_PER_JOB)) * 1_000;
const began = performance.now();
const tell = (message: FromSolver) => parentPort?.postMessage(message);
const { routes } = searchPlan(instance, {
  random: seededRandom(seed),
  spent: () => (performance.now() - began) / limit,
  onProgress: (spent) => tell({ spent }),
});
tell({ routes });
