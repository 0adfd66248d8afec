import { Worker } from 'node:worker_threads';
import type { Routes } from '../../domain/plan/instance.ts';
import type { PlanSolver } from '../../services/ports.ts';
import type { FromSolver, ToSolver } from './solve-thread.ts';

/** Compiled beside this one. Run from source, tsx has to be taken up in the thread: Node 20 does not hand it down. */
function startThread(workerData: ToSolver): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./solve-thread.js', import.meta.url), { workerData });
  }
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const thread = JSON.stringify(new URL('./solve-thread.ts', import.meta.url).href);
  const script = `import(${tsx}).then(({ register }) => { register(); return import(${thread}); })`;
  return new Worker(script, { eval: true, workerData });
}

/** Thinks in a thread of its own, so that nothing else of the process waits; called off, the thread ends at once. */
export const threadSolver: PlanSolver = {
  solve(instance, { seed, seconds, signal, onProgress }) {
    return new Promise<Routes>((resolve, reject) => {
      const worker = startThread({ instance, seed, seconds });
      const end = (settle: () => void) => {
        signal.removeEventListener('abort', calledOff);
        void worker.terminate();
        settle();
      };
      const calledOff = () => end(() => reject(signal.reason));
      signal.addEventListener('abort', calledOff, { once: true });
      if (signal.aborted) calledOff();
      worker.on('message', (message: FromSolver) => {
        if ('routes' in message) end(() => resolve(message.routes));
        else onProgress(message.spent);
      });
      worker.once('error', (error) => end(() => reject(error)));
      worker.once('exit', (code) => end(() => reject(new Error(`the solver ended with ${code}`))));
    });
  },
};
