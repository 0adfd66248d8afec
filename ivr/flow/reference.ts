import { createPlaceIndex, shortName } from '../../domain/phone/match-place.ts';
import type { IntakeReference } from '../../services/intake/reference.ts';
import type { LoadedSetup } from '../../services/setup/in-force.ts';
import type { Reference } from './types.ts';

/** Keys 1 to 9. */
const MAX_CATEGORIES = 9;
/** What the carrier takes. */
const MAX_HINTS = 500;

/** The reference data as the flow uses it. */
export function buildReference(given: IntakeReference, timeZone: string): Reference {
  const districts = [...given.districts.values()];
  const prefectures = districts.filter(({ parentCode }) => parentCode === null);
  return {
    policy: given.policy,
    categories: given.categories.slice(0, MAX_CATEGORIES).map((category) => ({
      ...category,
      spoken: category.spoken.split(/[,，、]/).filter(Boolean),
    })),
    place(code) {
      const district = given.districts.get(code);
      if (!district) return null;
      const parent = district.parentCode ? given.districts.get(district.parentCode) : undefined;
      return { name: district.name, parentName: parent?.name ?? null };
    },
    prefectures,
    counties: (prefectureCode) => districts.filter(({ parentCode }) => parentCode === prefectureCode),
    places: createPlaceIndex(districts),
    placeHints: placeHints(districts),
    campaigns: given.campaigns,
    timeZone,
    scripts: given.scripts,
    ...ofSetup(given.setup),
  };
}

/**
 * Names of places, in full and as people shorten them. The carrier takes 500: those of the prefecture that is meant by
 * `near` (its code, or that of a county in it) come first, then the prefectures, then the others.
 */
function placeHints(
  districts: IntakeReference['districts'] extends ReadonlyMap<string, infer D> ? D[] : never,
) {
  const of = (some: typeof districts) => some.flatMap(({ name }) => [name, shortName(name)]);
  const prefectureOf = new Map(districts.map(({ code, parentCode }) => [code, parentCode ?? code]));
  const prefectures = of(districts.filter(({ parentCode }) => parentCode === null));
  const known = new Map<string | undefined, string[]>();
  return (near?: string): string[] => {
    const prefecture = near === undefined ? undefined : prefectureOf.get(near);
    let hints = known.get(prefecture);
    if (!hints) {
      const first = of(districts.filter(({ code }) => prefectureOf.get(code) === prefecture));
      hints = [...new Set([...first, ...prefectures, ...of(districts)])].slice(0, MAX_HINTS);
      known.set(prefecture, hints);
    }
    return hints;
  };
}

/** The part of the reference that a version of the phone's setup decides. */
export const ofSetup = ({ id, revision, body }: LoadedSetup): Pick<Reference, 'setup' | 'setupKey'> => ({
  setup: body,
  setupKey: `${id}.${revision}`,
});
