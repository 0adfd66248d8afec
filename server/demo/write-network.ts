import { localDay } from '../../domain/time.ts';
import { BrandAuthorisation, Coverage, Outlet, Technician } from '../../entities/network.ts';
import type { CoverageMap } from './coverage.ts';
import { pointNear } from './geography.ts';
import type { Staff } from './logins.ts';
import type { DemoOutlet } from './network.ts';
import type { Organisation } from './organisation.ts';
import type { NumberBook } from './people.ts';
import type { Random } from './random.ts';
import type { RowSink } from './row-writer.ts';

/** Writes outlets, technicians, authorisations and coverage as they were planned. */
export function writeNetwork(
  world: {
    organisation: Organisation;
    outlets: DemoOutlet[];
    coverage: CoverageMap;
    staff: Staff;
    zone: string;
  },
  writer: RowSink,
  numbers: NumberBook,
  random: Random,
): void {
  const { organisation, outlets, coverage, staff, zone } = world;
  for (const outlet of outlets) {
    const { id, code, name, type, standing, county, lng, lat, dailyCapacity, openedAt } = outlet;
    const place = organisation.places.get(county.code);
    if (!place) throw new Error(`${county.name} belongs to no region`);
    writer.add(Outlet, {
      id,
      code,
      name,
      type,
      standing,
      regionId: place.regionId,
      storeId: place.store.id,
      brandId: outlet.brand?.id ?? null,
      districtCode: county.code,
      lng,
      lat,
      phone: numbers.landline(county.prefecture.dialling),
      dailyCapacity,
      openedAt,
    });
    outlet.technicians.forEach((technician, index) => {
      writer.add(Technician, {
        id: technician.id,
        outletId: id,
        personId: technician.id === staff.technician.technicianId ? staff.technician.personId : null,
        code: `${code}-${String(index + 1).padStart(2, '0')}`,
        name: technician.name,
        phone: numbers.mobile(),
        skills: technician.skills.join(),
        active: true,
        ...workingDay(outlet, random),
      });
    });
    for (const brandId of outlet.authorised) {
      const validFrom = localDay(openedAt, zone);
      writer.add(BrandAuthorisation, { outletId: id, brandId, validFrom, validTo: null });
    }
  }
  for (const { county, category, kind, outlet } of coverage.entries()) {
    writer.add(Coverage, { districtCode: county, category, kind, outletId: outlet.id });
  }
}

/** Most set out from home, the others from the outlet; a few begin late or have Sundays off. */
function workingDay(
  { county }: DemoOutlet,
  random: Random,
): Pick<Technician, 'homeLng' | 'homeLat' | 'worksFrom' | 'worksTo' | 'workDays'> {
  const home = random.chance(0.6) ? pointNear(county, county.kind === 'urban' ? 4 : 6, random) : null;
  const late = random.chance(0.2);
  return {
    homeLng: home?.lng ?? null,
    homeLat: home?.lat ?? null,
    worksFrom: late ? '09:30' : '08:30',
    worksTo: late ? '19:30' : '18:00',
    workDays: random.chance(0.15) ? '123456' : '1234567',
  };
}
