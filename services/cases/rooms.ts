import { roomsOf } from '../../domain/contracts/events.ts';
import type { QualityCase } from '../../entities/case.ts';

/** The rooms that see a case: an outlet sees its own cases, and not the complaints about its work. */
export const roomsOfCase = ({
  kind,
  regionId,
  storeId,
  outletId,
}: Pick<QualityCase, 'kind' | 'regionId' | 'storeId' | 'outletId'>): string[] =>
  roomsOf({ regionId, storeId, outletId: kind === 'outlet' ? outletId : null });
