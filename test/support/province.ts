import type { DataSource } from 'typeorm';
import { initialPolicy, type Policy } from '../../domain/policy.ts';
import { FIELD_KINDS, type OutletType, type Standing } from '../../domain/vocabulary.ts';
import { Coverage, Outlet, Technician } from '../../entities/network.ts';
import { Unit } from '../../entities/organisation.ts';
import { Category, District, PolicyVersion } from '../../entities/reference.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { Ticket as TicketEntity } from '../../entities/ticket.ts';
import { openTicket } from '../../services/intake/open-ticket.ts';
import { createTransactor, type InTransaction } from '../../services/transaction.ts';

/** A small province with everything that routing asks: one district, a store of tier 1, outlets as wanted. */
export interface SmallProvince {
  dataSource: DataSource;
  inTransaction: InTransaction;
  regionId: number;
  storeId: number;
  addOutlet(options?: Partial<AddOutlet>): Promise<number>;
  setPolicy(change: (policy: Policy) => void): Promise<void>;
  /** A ticket for a repair in the district, with an address. */
  open(over?: Partial<Parameters<typeof openTicket>[1]>, now?: Date): Promise<number>;
  ticket(id: number): Promise<Ticket>;
}

interface AddOutlet {
  type: OutletType;
  standing: Standing;
  /** Kilometres north of the district's centre, roughly. */
  km: number;
  capacity: number;
  district: string;
  /** One who knows televisions. */
  technicians: boolean;
}

export const DISTRICT = '990102';
export const OTHER_DISTRICT = '990103';
/** A Friday, ten in the morning in the organisation's zone. */
export const MORNING = new Date('2026-05-01T02:00:00Z');
export const CUSTOMER_NUMBER = '+8613800138000';

export async function smallProvince(dataSource: DataSource): Promise<SmallProvince> {
  const { manager } = dataSource;
  const inTransaction = createTransactor(dataSource);
  const unit = async (row: Partial<Unit>): Promise<number> => {
    const { identifiers } = await manager.insert(Unit, { nameEn: '', parentId: null, ...row });
    return Number(identifiers[0]?.id);
  };
  const headquarters = await unit({ kind: 'headquarters', code: 'HQ', name: '服务管理部' });
  const regionId = await unit({ kind: 'region', code: 'R1', name: '测试区部', parentId: headquarters });
  const storeId = await unit({
    kind: 'store',
    code: 'S1',
    name: '测试门店',
    parentId: regionId,
    marketTier: 1,
  });
  await manager.insert(Category, {
    code: 'television',
    name: '电视',
    nameEn: 'television',
    spoken: '彩电',
    position: 1,
  });
  await manager.insert(District, { code: '990100', name: '测试市', parentCode: null, lng: 110, lat: 28 });
  for (const [code, name] of [
    [DISTRICT, '东城区'],
    [OTHER_DISTRICT, '西城区'],
  ]) {
    await manager.insert(District, {
      code,
      name,
      parentCode: '990100',
      lng: 110,
      lat: 28,
      regionId,
      storeId,
    });
  }
  let outlets = 0;
  return {
    dataSource,
    inTransaction,
    regionId,
    storeId,
    async addOutlet({
      type = 'contracted',
      standing = 'good',
      km = 1,
      capacity = 5,
      district = DISTRICT,
      technicians = true,
    } = {}) {
      outlets += 1;
      const { identifiers } = await manager.insert(Outlet, {
        code: `W${outlets}`,
        name: `网点${outlets}`,
        type,
        standing,
        regionId,
        storeId,
        districtCode: district,
        lng: 110,
        lat: 28 + km / 111,
        phone: '+8673182345678',
        dailyCapacity: capacity,
        openedAt: MORNING,
      });
      const outletId = Number(identifiers[0]?.id);
      for (const kind of FIELD_KINDS) {
        await manager.insert(Coverage, { districtCode: district, category: 'television', kind, outletId });
      }
      if (technicians) {
        const technician = {
          outletId,
          code: `W${outlets}-T`,
          name: '李师傅',
          phone: '',
          skills: 'television',
        };
        await manager.insert(Technician, technician);
      }
      return outletId;
    },
    async setPolicy(change) {
      const policy = structuredClone(initialPolicy);
      change(policy);
      await manager.insert(PolicyVersion, { policy: policy as never, createdAt: MORNING });
    },
    async open(over = {}, now = MORNING) {
      const opened = await inTransaction((tx) =>
        openTicket(
          tx,
          {
            kind: 'repair',
            source: 'phone',
            language: 'zh',
            contactNumber: CUSTOMER_NUMBER,
            category: 'television',
            place: { districtCode: DISTRICT, address: '人民路1号', spokenAddress: null },
            ...over,
          },
          now,
        ),
      );
      return opened.id;
    },
    ticket: (id) => manager.findOneByOrFail(TicketEntity, { id }),
  };
}

/** `minutes` after the morning on which the tests begin. */
export const minutesIn = (minutes: number): Date => new Date(MORNING.getTime() + minutes * 60_000);
