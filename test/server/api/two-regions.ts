import type { Role } from '../../../domain/vocabulary.ts';
import { Customer, PhoneNumber } from '../../../entities/customer.ts';
import { Outlet, Technician } from '../../../entities/network.ts';
import { Assignment, Person, Unit } from '../../../entities/organisation.ts';
import { District } from '../../../entities/reference.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { DISTRICT, MORNING, type SmallProvince, smallProvince } from '../../support/province.ts';
import type { ApiServer } from './api-server.ts';

/** A region with one store, one district and one outlet that has one technician. */
export interface Side {
  regionId: number;
  storeId: number;
  outletId: number;
  district: string;
  technicianId: number;
  /** Whose number is on its tickets. */
  number: string;
  customerId: number;
  customerName: string;
  outletName: string;
  address: string;
}

export type PlaceName = 'headquarters' | 'region' | 'store' | 'outlet';

export interface TwoRegions {
  province: SmallProvince;
  a: Side;
  b: Side;
  headquartersId: number;
  /** Someone with that role at a place (of region A unless said), signed in. */
  hire(role: Role, place: PlaceName, side?: Side): Promise<{ personId: number; token: string }>;
  /** Body of a request that POST /tickets takes in. */
  newTicket(over?: object): object & { customerName: string };
  /** A ticket of that side: opened, and offered to its outlet unless `routed` is false. */
  open(side: Side, options?: { routed?: boolean } & Parameters<SmallProvince['open']>[0]): Promise<number>;
}

export async function twoRegions(api: ApiServer): Promise<TwoRegions> {
  const { dataSource } = api.database;
  const { manager } = dataSource;
  const province = await smallProvince(dataSource);
  const { id: headquartersId } = await manager.findOneByOrFail(Unit, { kind: 'headquarters' });
  const regionB = await manager.insert(Unit, {
    kind: 'region',
    code: 'R2',
    name: '外区区部',
    nameEn: '',
    parentId: headquartersId,
  });
  const regionId = Number(regionB.identifiers[0]?.id);
  const storeB = await manager.insert(Unit, {
    kind: 'store',
    code: 'S2',
    name: '外区门店',
    nameEn: '',
    parentId: regionId,
    marketTier: 1,
  });
  const storeId = Number(storeB.identifiers[0]?.id);
  const district = '990202';
  await manager.insert(District, {
    code: district,
    name: '外区县',
    parentCode: '990100',
    lng: 111,
    lat: 28,
    regionId,
    storeId,
  });

  const side = async (name: string, place: Pick<Side, 'regionId' | 'storeId' | 'district' | 'number'>) => {
    const outletName = `${name}维修网点`;
    const outletId = await province.addOutlet({
      district: place.district,
      capacity: 500,
      technicians: false,
    });
    await manager.update(
      Outlet,
      { id: outletId },
      { name: outletName, regionId: place.regionId, storeId: place.storeId },
    );
    const technician = await manager.insert(Technician, {
      outletId,
      code: `T${outletId}`,
      name: `${name}技师`,
      phone: '+8613600136000',
      skills: 'television',
    });
    const customerName = `${name}顾客`;
    const customer = await manager.insert(Customer, { name: customerName, createdAt: MORNING });
    const customerId = Number(customer.identifiers[0]?.id);
    await manager.insert(PhoneNumber, { number: place.number, customerId });
    return {
      ...place,
      outletId,
      outletName,
      technicianId: Number(technician.identifiers[0]?.id),
      customerId,
      customerName,
      address: `${name}大道100号2栋301`,
    };
  };
  const a: Side = await side('本区', {
    regionId: province.regionId,
    storeId: province.storeId,
    district: DISTRICT,
    number: '+8613800138000',
  });
  const b: Side = await side('外区', { regionId, storeId, district, number: '+8613700137777' });

  let people = 0;
  return {
    province,
    a,
    b,
    headquartersId,
    async hire(role, place, at = a) {
      people += 1;
      const person = await manager.insert(Person, {
        username: `${role}-${place}-${people}`,
        name: `职员${people}`,
        passwordHash: '1$00$00',
      });
      const personId = Number(person.identifiers[0]?.id);
      const unit = { headquarters: headquartersId, region: at.regionId, store: at.storeId, outlet: null };
      await manager.insert(Assignment, {
        personId,
        role,
        unitId: unit[place],
        outletId: place === 'outlet' ? at.outletId : null,
        validFrom: '2026-01-01',
      });
      return { personId, token: await api.session(personId) };
    },
    newTicket: (over = {}) => ({
      kind: 'repair',
      category: 'television',
      contactNumber: '13800138000',
      customerName: '王芳',
      districtCode: a.district,
      address: '人民路1号',
      ...over,
    }),
    async open(at, { routed = true, ...over } = {}) {
      const id = await province.open({
        contactNumber: at.number,
        customerId: at.customerId,
        place: { districtCode: at.district, address: at.address, spokenAddress: null },
        ...over,
      });
      if (routed) await province.inTransaction((tx) => routeTicket(tx, { ticketId: id }, MORNING));
      return id;
    },
  };
}
