import { DomainError } from '../../domain/errors.ts';
import type { Point } from '../../domain/geo.ts';
import { Technician } from '../../entities/network.ts';
import type { Tx } from '../transaction.ts';

export interface SetHours {
  technicianId: number;
  worksFrom: string;
  worksTo: string;
  workDays: string;
  /** Null: at the outlet; left out: as it is. */
  home?: Point | null;
}

/** When and from where a technician works. What is planned already stays; the timeline says where it no longer fits. */
export async function setHours(
  tx: Tx,
  { technicianId, home, ...hours }: SetHours,
  visible: (outletId: number) => Promise<void>,
): Promise<void> {
  const technician = await tx.findOneBy(Technician, { id: technicianId, active: true });
  if (!technician) throw new DomainError('not_found', 'There is no such technician here.');
  await visible(technician.outletId);
  if (hours.worksFrom >= hours.worksTo) {
    throw new DomainError('invalid', 'The working day ends after it begins.');
  }
  const point = home === undefined ? {} : { homeLng: home?.lng ?? null, homeLat: home?.lat ?? null };
  await tx.update(Technician, { id: technicianId }, { ...hours, ...point });
}
