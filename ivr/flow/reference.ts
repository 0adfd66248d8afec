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
  const names = districts.flatMap(({ name }) => [name, shortName(name)]);
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
    placeHints: [...new Set(names)].slice(0, MAX_HINTS),
    timeZone,
    ...ofSetup(given.setup),
  };
}

/** The part of the reference that a version of the phone's setup decides. */
export const ofSetup = ({ id, revision, body }: LoadedSetup): Pick<Reference, 'setup' | 'setupKey'> => ({
  setup: body,
  setupKey: `${id}.${revision}`,
});
