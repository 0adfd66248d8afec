import { DomainError } from '../../domain/errors.ts';
import { District } from '../../entities/reference.ts';
import type { Tx } from '../transaction.ts';
import type { DistrictFacts } from './reference.ts';

/**
 * The county-level division in which work is to be done. A prefecture is too large a place: no region and no
 * outlet answers for it.
 *
 * @param known those that the process holds in memory; read from the database when absent
 */
export async function countyOf(
  tx: Tx,
  code: string,
  known?: ReadonlyMap<string, DistrictFacts>,
): Promise<DistrictFacts> {
  const district = known?.get(code) ?? (await tx.findOneBy(District, { code }));
  if (!district?.parentCode) {
    throw new DomainError('invalid', 'There is no such county or district.', { districtCode: code });
  }
  return district;
}
