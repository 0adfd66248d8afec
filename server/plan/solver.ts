import type { Routes } from '../../domain/plan/instance.ts';
import type { PlanSolver } from '../../services/ports.ts';
import { startThread } from '../../services/thread.ts';
import type { FromSolver, ToSolver } from './solve-thread.ts';

/** Thinks in a thread of its own, so that nothing else of the process waits; called off, the thread ends at once. */
export const threadSolver: PlanSolver = {
  solve(instance, { seed, seconds, signal, onProgress }) {
    return new Promise<Routes>((resolve, reject) => {
      const worker = startThread(new URL('./solve-thread', import.meta.url), {
        instance,
        seed,
        seconds,
      } satisfies ToSolver);
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
