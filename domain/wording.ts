/**
 * Sentences of one's own: `{number}` in one gives way to what it names, and a part in square brackets is left out
 * when what it names is empty: [已约定{appointment}上门。].
 */
const HOLE = /\{(\w+)\}/g;
const SECTION = /\[([^[\]]*)\]/g;

/** What a sentence names. */
export const holesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(HOLE)].map(([, name]) => name ?? '')),
];

/** Brackets and braces that belong to nothing. */
export const isBroken = (text: string): boolean =>
  /[{}[\]]/.test(text.replace(HOLE, '').replace(SECTION, '$1'));

/** The sentence with what it names put in; `true` keeps a part without saying anything itself. */
export const fillHoles = (text: string, value: (name: string) => string | boolean): string =>
  text
    .replace(SECTION, (_all, section: string) =>
      holesIn(section).every((name) => value(name)) ? section : '',
    )
    .replace(HOLE, (_all, name: string) => {
      const told = value(name);
      return typeof told === 'string' ? told : '';
    });
