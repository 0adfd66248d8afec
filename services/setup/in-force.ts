import type { EntityManager } from 'typeorm';
import { initialSetup, type PhoneSetup, phoneSetupSchema } from '../../domain/setup/phone-setup.ts';
import { PhoneSetupVersion, SetupPreview } from '../../entities/setup.ts';

/** A version as calls are answered by it. Before the first one is published: number 0, the phone as it comes. */
export interface LoadedSetup {
  id: number;
  revision: number;
  body: PhoneSetup;
}

const AS_IT_COMES: LoadedSetup = { id: 0, revision: 0, body: initialSetup };

/** Whatever an older release saved, callers are answered: what cannot be read is as it comes. */
export const readSetup = (body: unknown): PhoneSetup => {
  const read = phoneSetupSchema.safeParse(body);
  return read.success ? read.data : initialSetup;
};

const loaded = ({ id, revision, body }: PhoneSetupVersion): LoadedSetup => ({
  id,
  revision,
  body: readSetup(body),
});

export async function setupInForce(manager: EntityManager): Promise<LoadedSetup> {
  const row = await manager.findOneBy(PhoneSetupVersion, { slot: 'published' });
  return row ? loaded(row) : AS_IT_COMES;
}

export async function setupById(manager: EntityManager, id: number): Promise<LoadedSetup | null> {
  if (id === 0) return AS_IT_COMES;
  const row = await manager.findOneBy(PhoneSetupVersion, { id });
  return row ? loaded(row) : null;
}

/** Numbers that hear another version, and until when. */
export type Previews = ReadonlyMap<string, { setupId: number; until: Date }>;

export async function loadPreviews(manager: EntityManager): Promise<Previews> {
  const rows = await manager.find(SetupPreview);
  return new Map(rows.map(({ number, setupId, until }) => [number, { setupId, until }]));
}
