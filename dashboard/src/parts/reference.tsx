import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Reference } from '../../../domain/contracts/api.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Places, placesOf } from '../text/places.ts';

/** The names behind codes and ids, in the language of the page. */
export interface ReferenceData extends Reference {
  places: Places;
  regions: { id: number; name: string }[];
  categoryName(code: string | null): string;
  /** '' where none is known. */
  brandName(id: number | null): string;
  unitName(id: number | null): string;
}

const ReferenceContext = createContext<ReferenceData | null>(null);

export const useReferenceData = (): ReferenceData => {
  const reference = useContext(ReferenceContext);
  if (!reference) throw new Error('no reference data here');
  return reference;
};

export function ReferenceProvider({ reference, children }: { reference: Reference; children: ReactNode }) {
  const language = useLanguage();
  const data = useMemo(() => inWords(reference, language === 'en'), [reference, language]);
  return <ReferenceContext value={data}>{children}</ReferenceContext>;
}

function inWords(reference: Reference, english: boolean): ReferenceData {
  const told = (named: { name: string; nameEn: string }) => (english && named.nameEn) || named.name;
  const categories = new Map(reference.categories.map((category) => [category.code, told(category)]));
  const brands = new Map(reference.brands.map((brand) => [brand.id, told(brand)]));
  const units = new Map(reference.units.map((unit) => [unit.id, told(unit)]));
  return {
    ...reference,
    places: placesOf(reference.districts),
    regions: reference.units
      .filter(({ kind }) => kind === 'region')
      .map((unit) => ({ id: unit.id, name: told(unit) })),
    categoryName: (code) => (code ? (categories.get(code) ?? code) : ''),
    brandName: (id) => (id === null ? '' : (brands.get(id) ?? '')),
    unitName: (id) => (id === null ? '' : (units.get(id) ?? '')),
  };
}
