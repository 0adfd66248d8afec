import type { PhoneSetup } from './phone-setup.ts';
import { SETUP_PARTS, type SetupPart } from './problem.ts';

export interface SetupChange {
  part: SetupPart;
  /** What within the part: a prompt and its language, a wish, a weekday, a place in a list. */
  at: string;
  /** JSON or plain words; null where there was, or is, nothing. */
  before: string | null;
  after: string | null;
}

/** What one setup says that another does not, thing by thing. */
export function diffSetups(before: PhoneSetup, after: PhoneSetup): SetupChange[] {
  return SETUP_PARTS.flatMap((part) => {
    const old = things(before, part);
    const now = things(after, part);
    return [...new Set([...old.keys(), ...now.keys()])]
      .map((at) => ({ part, at, before: old.get(at) ?? null, after: now.get(at) ?? null }))
      .filter((change) => change.before !== change.after);
  });
}

/** The things of a part that are compared, each with its words. */
function things(setup: PhoneSetup, part: SetupPart): Map<string, string> {
  switch (part) {
    case 'menu':
      return new Map([
        ...setup.menu.items.map((item): [string, string] => [item.wish, JSON.stringify(item)]),
        ['order', setup.menu.items.map(({ wish }) => wish).join(' ')],
      ]);
    case 'prompts':
      return new Map(
        Object.entries(setup.prompts).flatMap(([language, texts]) =>
          Object.entries(texts).map(([key, text]): [string, string] => [`${key}.${language}`, text]),
        ),
      );
    case 'hours': {
      const { week, exceptions, ...rest } = setup.hours;
      return new Map([
        ...week.map((spans, index): [string, string] => [`weekday.${index + 1}`, JSON.stringify(spans)]),
        ...Object.entries(rest).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
        ...listed('exception', exceptions),
      ]);
    }
    case 'announcements':
      return new Map(listed('announcement', setup.announcements));
    case 'wait':
      return new Map(
        Object.entries(setup.wait).map(([name, value]): [string, string] => [name, String(value)]),
      );
    default: {
      const never: never = part;
      return never;
    }
  }
}

const listed = (name: string, list: object[]): [string, string][] =>
  list.map((one, index) => [`${name}.${index + 1}`, JSON.stringify(one)]);
