import type { Reference } from '../../../domain/contracts/api.ts';

type District = Reference['districts'][number];
export interface PlaceOption {
  value: string;
  label: string;
  children?: PlaceOption[];
}

/** The districts as they are told and chosen. */
export interface Places {
  /** 岳麓区 */
  short(code: string | null): string;
  /** 长沙市岳麓区 */
  long(code: string | null): string;
  /** 长沙市岳麓区 桂屏巷53号: an address that begins with its district does not say it twice. */
  whole(code: string | null, address: string | null): string;
  /** For choosing step by step; the one province above all is left out. */
  options: PlaceOption[];
  /** The way down to a district, as codes of the options. */
  path(code: string): string[];
}

export function placesOf(districts: readonly District[]): Places {
  const byCode = new Map(districts.map((district) => [district.code, district]));
  const children = grouped(districts, byCode);
  let roots = children.get(null) ?? [];
  const lone = roots.length === 1 ? roots[0] : undefined;
  const below = lone ? (children.get(lone.code) ?? []) : [];
  const province = below.some(({ code }) => children.has(code)) ? lone : undefined;
  if (province) roots = below;
  const option = (district: District): PlaceOption => {
    const below = children.get(district.code);
    return { value: district.code, label: district.name, ...(below && { children: below.map(option) }) };
  };
  const up = (code: string | null): District[] => {
    const district = code ? byCode.get(code) : undefined;
    if (!district || district === province) return [];
    return [...up(district.parentCode), district];
  };
  const short = (code: string | null) => (code ? (byCode.get(code)?.name ?? code) : '');
  const long = (code: string | null) =>
    up(code)
      .map(({ name }) => name)
      .join('') ||
    (code ?? '');
  return {
    short,
    long,
    whole: (code, address) => {
      const said = [long(code), short(code)].find((name) => name && address?.startsWith(name)) ?? '';
      return [long(code), address?.slice(said.length).trim()].filter(Boolean).join(' ');
    },
    options: roots.map(option),
    path: (code) => up(code).map((district) => district.code),
  };
}

const parentOf = (district: District, byCode: Map<string, District>): string | null =>
  district.parentCode && byCode.has(district.parentCode) ? district.parentCode : null;

function grouped(districts: readonly District[], byCode: Map<string, District>) {
  const groups = new Map<string | null, District[]>();
  for (const district of districts) {
    const parent = parentOf(district, byCode);
    const group = groups.get(parent);
    if (group) group.push(district);
    else groups.set(parent, [district]);
  }
  return groups;
}
