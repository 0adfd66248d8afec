import type { EntityManager } from 'typeorm';
import type { Policy } from '../../domain/policy.ts';
import { Unit } from '../../entities/organisation.ts';
import { Category, District } from '../../entities/reference.ts';
import { type RunningCampaign, runningCampaigns } from '../campaigns/running.ts';
import { type LoadedScripts, loadScripts } from '../followup/scripts.ts';
import { policyInForce } from '../policy.ts';
import type { Clock, Nudges } from '../ports.ts';
import { type LoadedSetup, loadPreviews, type Previews, setupInForce } from '../setup/in-force.ts';

export type DistrictFacts = Pick<
  District,
  'code' | 'name' | 'parentCode' | 'lng' | 'lat' | 'regionId' | 'storeId'
>;
export type CategoryFacts = Pick<Category, 'code' | 'name' | 'nameEn' | 'spoken' | 'position'>;

/** What intake needs to know at every call and that seldom changes. */
export interface IntakeReference {
  policy: Policy;
  /** In the order of their keys. */
  categories: CategoryFacts[];
  districts: ReadonlyMap<string, DistrictFacts>;
  /** D6: market tiers of the stores, by id. */
  tiers: ReadonlyMap<number, number>;
  /** Menu, words, hours and announcements of the phone. */
  setup: LoadedSetup;
  previews: Previews;
  /** F2: what surveys ask, by version. */
  scripts: LoadedScripts;
  /** H7: what callers may be told of. */
  campaigns: RunningCampaign[];
}

export async function loadReference(manager: EntityManager, now: Date): Promise<IntakeReference> {
  const { policy } = await policyInForce(manager);
  const categories = await manager.find(Category, { order: { position: 'ASC' } });
  const districts = await manager.find(District, { order: { code: 'ASC' } });
  const stores = await manager.find(Unit, {
    where: { kind: 'store' },
    select: { id: true, marketTier: true },
  });
  return {
    policy,
    categories,
    tiers: new Map(stores.map(({ id, marketTier }) => [id, marketTier ?? 3])),
    districts: new Map(districts.map((district) => [district.code, district])),
    setup: await setupInForce(manager),
    previews: await loadPreviews(manager),
    scripts: await loadScripts(manager),
    campaigns: await runningCampaigns(manager, now),
  };
}

const KEEP_MS = 30_000;
export type ReferenceCache = () => Promise<IntakeReference> | IntakeReference;

/**
 * The reference held in memory and read anew every half minute, and when the phone's setup was changed, beside the
 * requests rather than before them. When the database is away the last known one serves on.
 */
export function createReferenceCache(
  manager: EntityManager,
  clock: Clock,
  nudges?: Pick<Nudges, 'on'>,
): ReferenceCache {
  let known: IntakeReference | null = null;
  let knownAt = 0;
  let loading: Promise<IntakeReference> | null = null;
  const load = async (): Promise<IntakeReference> => {
    const now = clock.now();
    known = await loadReference(manager, now);
    knownAt = now.getTime();
    return known;
  };
  const refresh = (): Promise<IntakeReference> => {
    loading ??= load().finally(() => {
      loading = null;
    });
    return loading;
  };
  // What is being read may have been read before the change: after it, once more.
  nudges?.on('setup', () => {
    if (!known && !loading) return;
    const before = loading?.catch(() => {}) ?? Promise.resolve();
    before.then(refresh).catch(() => {});
  });
  return () => {
    if (!known) return refresh();
    if (Math.abs(clock.now().getTime() - knownAt) > KEEP_MS) refresh().catch(() => {});
    return known;
  };
}
