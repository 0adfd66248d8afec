import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { typedAs } from './pinyin.ts';

type Appliance = CallerBrief['appliances'][number];

/** What a request is about: an appliance on file, or a category, with a brand if one was said. */
export interface ProductChoice {
  category: string;
  brandId: number | null;
  appliance: Appliance | null;
  /** 澜序 空调 */
  label: string;
}

interface Named {
  name: string;
  /** All names under which it is typed. */
  typed: string[];
}
export interface ProductNames {
  categories: (Named & { code: string })[];
  brands: (Named & { id: number })[];
}

const LIMIT = 8;

/** As it is typed: what the caller owns comes first, then categories, then brand and category together. */
export function matchProducts(
  text: string,
  appliances: readonly Appliance[],
  { categories, brands }: ProductNames,
): ProductChoice[] {
  const fits = (names: string[]) => names.some((name) => typedAs(text, name));
  const category = new Map(categories.map((one) => [one.code, one]));
  const brand = new Map(brands.map((one) => [one.id, one]));
  const owned = appliances.flatMap((appliance) => {
    const kind = category.get(appliance.category);
    const maker = appliance.brandId === null ? undefined : brand.get(appliance.brandId);
    const label = [maker?.name ?? appliance.brandName, kind?.name, appliance.model].filter(Boolean).join(' ');
    const typed = [label, ...(kind?.typed ?? []), ...(maker && kind ? together(maker, kind) : [])];
    if (!fits([...typed, ...(maker?.typed ?? []), appliance.serialNumber ?? ''].filter(Boolean))) return [];
    return [{ category: appliance.category, brandId: appliance.brandId, appliance, label }];
  });
  const plain = categories
    .filter(({ typed }) => fits(typed))
    .map(({ code, name }) => ({ category: code, brandId: null, appliance: null, label: name }));
  const branded =
    text.trim() === ''
      ? []
      : brands.flatMap((maker) =>
          categories
            .filter((kind) => fits([...maker.typed, ...together(maker, kind)]) && !fits(kind.typed))
            .map((kind) => ({
              category: kind.code,
              brandId: maker.id,
              appliance: null,
              label: `${maker.name} ${kind.name}`,
            })),
        );
  return [...owned, ...plain, ...branded].slice(0, Math.max(LIMIT, owned.length));
}

const together = (maker: Named, kind: Named): string[] =>
  maker.typed.flatMap((one) => kind.typed.map((other) => one + other));
