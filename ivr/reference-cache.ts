import type { DataSource } from 'typeorm';
import { createReferenceCache, type IntakeReference } from '../services/intake/reference.ts';
import type { Clock } from '../services/ports.ts';
import { buildReference } from './flow/reference.ts';
import type { Reference } from './flow/types.ts';

export interface LoadedReference {
  intake: IntakeReference;
  flow: Reference;
}

/** What the flow asks of categories, districts and policy: built once from each reading of them. */
export function createFlowReference({
  dataSource,
  clock,
  timeZone,
}: {
  dataSource: DataSource;
  clock: Clock;
  timeZone: string;
}): () => Promise<LoadedReference> | LoadedReference {
  const reference = createReferenceCache(dataSource.manager, clock);
  let built: LoadedReference | null = null;
  const build = (intake: IntakeReference): LoadedReference => {
    if (built?.intake !== intake) built = { intake, flow: buildReference(intake, timeZone) };
    return built;
  };
  return () => {
    const intake = reference();
    return intake instanceof Promise ? intake.then(build) : build(intake);
  };
}
