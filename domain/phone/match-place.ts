/** A county-level division, or (without a parent) the prefecture above it. */
export interface Place {
  code: string;
  name: string;
  parentCode: string | null;
}

/** What a spoken place can mean. `several`: the same name more than once, or two names in one sentence. */
export type PlaceMatch =
  | { kind: 'county'; code: string }
  | { kind: 'several'; codes: string[] }
  | { kind: 'prefecture'; code: string }
  | { kind: 'none' };

export interface PlaceIndex {
  /** @param within code of the prefecture that is meant already */
  match(spoken: string, within?: string): PlaceMatch;
}

const AUTONOMOUS = /^(.{2,}?)(?:.{1,3}族)+自治[州县旗]$/;
const SUFFIX = /^(.{2,}?)(?:地区|新区|林区|特区|市|区|县|州|盟|旗)$/;

/** 岳麓区 → 岳麓, 江华瑶族自治县 → 江华; 攸县 stays, one character names nothing. */
export const shortName = (name: string): string =>
  AUTONOMOUS.exec(name)?.[1] ?? SUFFIX.exec(name)?.[1] ?? name;

/**
 * Understands a place by name, in full or without its 市, 区 or 县, alone or with its prefecture before it.
 * A full name counts before a short one, and a longer one before one that it contains (衡南县 is not 南县).
 * 长沙 alone is the prefecture, never 长沙县.
 */
export function createPlaceIndex(places: readonly Place[]): PlaceIndex {
  const prefectures = places.filter((place) => place.parentCode === null);
  const counties = places.filter((place) => place.parentCode !== null);
  const prefectureNames = new Set(prefectures.flatMap(({ name }) => [name, shortName(name)]));

  return {
    match(spoken, within) {
      const heard = spoken.replace(/[\s,，。.、！!？?]/g, '');
      const prefecture =
        longest(prefectures, heard, ({ name }) => name) ??
        longest(prefectures, heard, (p) => shortName(p.name));
      const inside = (code: string | undefined) => counties.filter(({ parentCode }) => parentCode === code);
      const scope = within ? inside(within) : counties;
      const full = named(scope, heard, ({ name }) => name);
      const found =
        full.length > 0
          ? full
          : named(scope, heard, ({ name }) =>
              prefectureNames.has(shortName(name)) ? name : shortName(name),
            );
      const narrowed = prefecture ? found.filter(({ parentCode }) => parentCode === prefecture.code) : [];
      const meant = narrowed.length > 0 ? narrowed : found;
      if (meant.length === 1 && meant[0]) return { kind: 'county', code: meant[0].code };
      if (meant.length > 1) return { kind: 'several', codes: meant.map(({ code }) => code) };
      return prefecture && !within ? { kind: 'prefecture', code: prefecture.code } : { kind: 'none' };
    },
  };
}

/** The places whose name is heard, without those whose name is only part of another that is heard. */
function named(places: readonly Place[], heard: string, nameOf: (place: Place) => string): Place[] {
  const found = places.filter((place) => heard.includes(nameOf(place)));
  return found.filter(
    (place) =>
      !found.some((other) => nameOf(other) !== nameOf(place) && nameOf(other).includes(nameOf(place))),
  );
}

const longest = (
  places: readonly Place[],
  heard: string,
  nameOf: (place: Place) => string,
): Place | undefined => named(places, heard, nameOf)[0];
