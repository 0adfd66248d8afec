import type { DataSource } from 'typeorm';
import { type IntakeReference, loadReference } from '../services/intake/reference.ts';
import type { Clock } from '../services/ports.ts';
import { buildReference } from './flow/reference.ts';
import type { Reference } from './flow/types.ts';

export interface LoadedReference {
  intake: IntakeReference;
  flow: Reference;
}

const KEEP_MS = 30_000;

/**
 * Categories, districts and policy, held in memory and read anew every half minute, beside the calls rather
 * than before them. When the database is away the last known ones serve on.
 */
export function createReferenceCache({
  dataSource,
  clock,
  timeZone,
}: {
  dataSource: DataSource;
  clock: Clock;
  timeZone: string;
}): () => Promise<LoadedReference> | LoadedReference {
  let loaded: LoadedReference | null = null;
  let loadedAt = 0;
  let loading: Promise<LoadedReference> | null = null;

  const load = async (): Promise<LoadedReference> => {
    const intake = await loadReference(dataSource.manager);
    loaded = { intake, flow: buildReference(intake, timeZone) };
    loadedAt = clock.now().getTime();
    return loaded;
  };
  const refresh = (): Promise<LoadedReference> => {
    loading ??= load().finally(() => {
      loading = null;
    });
    return loading;
  };

  return () => {
    if (!loaded) return refresh();
    if (Math.abs(clock.now().getTime() - loadedAt) > KEEP_MS) refresh().catch(() => {});
    return loaded;
  };
}
