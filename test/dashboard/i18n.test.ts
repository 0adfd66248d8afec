import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { resources } from '../../dashboard/src/i18n/resources.ts';
import { isEventType } from '../../dashboard/src/ticket/event-words.ts';

const src = fileURLToPath(new URL('../../dashboard/src', import.meta.url));

/** 'board.late.soon' → its words, for every key of a language. */
function keysOf(words: object, prefix = ''): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') keys.set(prefix + name, value);
    else for (const [key, text] of keysOf(value, `${prefix}${name}.`)) keys.set(key, text);
  }
  return keys;
}
const zh = keysOf(resources.zh.translation);
const en = keysOf(resources.en.translation);
const holes = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** The keys that the sources ask for: whole, or `like.${this}` as a pattern. */
function askedFor(): { whole: Set<string>; patterns: RegExp[] } {
  const whole = new Set<string>();
  const patterns: RegExp[] = [];
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || file.startsWith('i18n')) continue;
    const text = readFileSync(path.join(src, file), 'utf8');
    for (const [, key = ''] of text.matchAll(/'([a-z]\w*(?:\.\w+)+)'/gi)) whole.add(key);
    for (const [, key = ''] of text.matchAll(/`([a-z]\w*\.[^`]*)`/gi)) {
      const pattern = key
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replaceAll('.', '\\.'))
        .join('[\\w-]+');
      patterns.push(new RegExp(`^${pattern}$`));
    }
  }
  return { whole, patterns };
}

describe('the words of the dashboard', () => {
  it('have the same keys in both languages', () => {
    expect([...en.keys()].sort()).to.deep.equal([...zh.keys()].sort());
  });

  it('are filled in', () => {
    expect([...zh, ...en].filter(([, text]) => text.trim() === '')).to.deep.equal([]);
  });

  it('leave the same holes in both languages', () => {
    const differing = [...zh.keys()].filter((key) => holes(zh.get(key)).join() !== holes(en.get(key)).join());
    expect(differing).to.deep.equal([]);
  });

  it('are Chinese in Chinese and not in English', () => {
    const hanzi = /\p{Script=Han}/u;
    expect([...en].filter(([, text]) => hanzi.test(text))).to.deep.equal([]);
    const bare = [...zh].filter(([, text]) => !hanzi.test(text.replace(/\{\{\w+\}\}/g, '')));
    const allowed = /^(time\.(months|dayTime)|common\.(comma|dot)|ticket\.(precision|charge))/;
    expect(bare.filter(([key]) => !allowed.test(key))).to.deep.equal([]);
  });

  it('are all asked for, and all there', () => {
    const { whole, patterns } = askedFor();
    const unused = [...zh.keys()].filter(
      (key) => !whole.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).to.deep.equal([]);
    const sections = new Set([...zh.keys()].map((key) => key.split('.')[0]));
    const missing = [...whole].filter((key) => sections.has(key.split('.')[0]) && !zh.has(key));
    // Names of events look like keys and are none.
    expect(missing.filter((key) => !isEventType(key))).to.deep.equal([]);
  });
});
