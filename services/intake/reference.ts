import type { EntityManager } from 'typeorm';
import type { Policy } from '../../domain/policy.ts';
import { Category, District } from '../../entities/reference.ts';
import { policyInForce } from '../policy.ts';

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
}

export async function loadReference(manager: EntityManager): Promise<IntakeReference> {
  const { policy } = await policyInForce(manager);
  const categories = await manager.find(Category, { order: { position: 'ASC' } });
  const districts = await manager.find(District, { order: { code: 'ASC' } });
  return { policy, categories, districts: new Map(districts.map((district) => [district.code, district])) };
}
