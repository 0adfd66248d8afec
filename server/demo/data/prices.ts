import type { QuoteLineSort, Unit } from '../../../domain/fieldwork/words.ts';
import type { TicketKind } from '../../../domain/vocabulary.ts';

interface Price {
  code: string;
  category: string | null;
  kind: TicketKind | null;
  sort: QuoteLineSort;
  name: string;
  nameEn: string;
  unit: Unit;
  yuan: number;
  warrantyMonths: number;
}

const price = (
  code: string,
  category: string | null,
  kind: TicketKind | null,
  sort: QuoteLineSort,
  name: string,
  nameEn: string,
  unit: Unit,
  yuan: number,
  warrantyMonths = 0,
): Price => ({ code, category, kind, sort, name, nameEn, unit, yuan, warrantyMonths });

/** A small price list, as a retailer's outlets hang it out. */
export const PRICES: readonly Price[] = [
  price('T-CITY', null, null, 'travel', '上门费（市区）', 'Call-out, in town', 'visit', 30),
  price('T-COUNTY', null, null, 'travel', '上门费（乡镇）', 'Call-out, in the county', 'visit', 50),
  price('L-CHECK', null, 'repair', 'labour', '检测费', 'Finding the fault', 'visit', 50),
  price('L-HOUR', null, null, 'labour', '人工', 'Labour', 'hour', 80),
  price('L-CLEAN', null, 'maintenance', 'labour', '深度清洗', 'Deep cleaning', 'visit', 120),
  price(
    'AC-INST',
    'air_conditioner',
    'installation',
    'labour',
    '挂机安装',
    'Fitting a wall unit',
    'set',
    200,
  ),
  price('AC-PIPE', 'air_conditioner', null, 'part', '加长铜管', 'Extra copper pipe', 'metre', 110, 12),
  price('AC-GAS', 'air_conditioner', null, 'part', 'R32 冷媒', 'R32 refrigerant', 'kilogram', 180),
  price('AC-CAP', 'air_conditioner', null, 'part', '启动电容', 'Start capacitor', 'piece', 45, 12),
  price('AC-BOARD', 'air_conditioner', null, 'part', '室外机主板', 'Outdoor control board', 'piece', 420, 12),
  price('RF-THERM', 'refrigerator', null, 'part', '温控器', 'Thermostat', 'piece', 85, 12),
  price('RF-SEAL', 'refrigerator', null, 'part', '门封条', 'Door seal', 'piece', 95, 6),
  price('WM-PUMP', 'washing_machine', null, 'part', '排水泵', 'Drain pump', 'piece', 110, 12),
  price('WM-BELT', 'washing_machine', null, 'part', '皮带', 'Drive belt', 'piece', 40, 6),
  price('TV-POWER', 'television', null, 'part', '电源板', 'Power board', 'piece', 160, 12),
  price('TV-LED', 'television', null, 'part', '背光灯条', 'Backlight strip', 'set', 210, 12),
  price('WH-ROD', 'water_heater', null, 'part', '镁棒', 'Anode rod', 'piece', 60, 0),
  price('WH-ELEM', 'water_heater', null, 'part', '加热管', 'Heating element', 'piece', 130, 12),
  price('RH-MOTOR', 'range_hood', null, 'part', '风机电机', 'Fan motor', 'piece', 220, 12),
  price('GS-VALVE', 'stove', null, 'part', '电磁阀', 'Gas valve', 'piece', 90, 12),
  price('GS-HOSE', 'stove', null, 'part', '燃气软管', 'Gas hose', 'metre', 35, 18),
];
