import type { FieldKind } from '../../domain/vocabulary.ts';

/** What one outlet of each kind does. The first categories of an own team follow D2's matrix. */
export const OWN_AIR = 'air_conditioner';
export const OWN_KITCHEN = ['range_hood', 'stove', 'water_heater'] as const;
export const OWN_TELEVISION = 'television';

export const FIELD: readonly FieldKind[] = ['repair', 'installation', 'maintenance', 'rescue'];

/** Contracted workshops, in the order in which a county gets them: two of them cover every category. */
export const WORKSHOP_LINES: readonly { title: string; lines: readonly string[] }[] = [
  { title: '电器维修部', lines: ['air_conditioner', 'refrigerator', 'washing_machine', 'television'] },
  { title: '厨卫服务部', lines: ['water_heater', 'range_hood', 'stove', 'small_appliance'] },
  { title: '家电服务部', lines: ['refrigerator', 'washing_machine', 'television', 'small_appliance'] },
  { title: '制冷服务部', lines: ['air_conditioner', 'refrigerator'] },
  { title: '燃气具服务部', lines: ['water_heater', 'stove', 'range_hood'] },
];

/**
 * What nobody in the province does, so that the board also shows a ticket that routing cannot place (D4):
 * county, category, kind of work. Everything else is covered by at least one outlet in good standing.
 */
export const COVERAGE_GAPS: readonly (readonly [string, string, FieldKind])[] = [
  ['430529', 'television', 'installation'],
  ['431230', 'range_hood', 'maintenance'],
  ['433126', 'small_appliance', 'installation'],
  ['431027', 'small_appliance', 'maintenance'],
];

/** At scale 1. Technicians of manufacturers come on top: the rules name only own and contracted ones. */
export const NETWORK = {
  ownAir: 78,
  ownKitchen: 12,
  contracted: 450,
  perManufacturer: 5,
  airTechnicians: 600,
  kitchenTechnicians: 100,
  contractedTechnicians: 1_800,
  techniciansPerManufacturerOutlet: 2,
} as const;

/** Contracted outlets that are not in good standing, at scale 1 (S4). */
export const STANDINGS = { warned: 7, rectifying: 4, stopped: 4, removed: 2 } as const;

/** Jobs a day one technician can do. */
export const JOBS_PER_TECHNICIAN = 3;
