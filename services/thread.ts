import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * Starts a module of the project as a thread. Compiled it lies beside its caller; run from source, tsx has to be taken up
 * in the thread: Node 20 does not hand it down.
 *
 * @param module without its ending, as `new URL('./solve-thread', import.meta.url)`
 */
export function startThread(module: URL, workerData?: unknown): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`${module.href}.js`), { workerData });
  const tsx = JSON.stringify(
    new URL(
      './dist/esm/api/index.mjs',
      pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
    ).href,
  );
  const thread = JSON.stringify(`${module.href}.ts`);
  const script = `import(${tsx}).then(({ register }) => { register(); return import(${thread}); })`;
  return new Worker(script, { eval: true, workerData });
}
