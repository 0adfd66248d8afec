import { speakingSeconds } from '../../domain/phone/speaking-time.ts';
import { itemsOn } from '../../domain/setup/menu.ts';
import { problem, type SetupProblem } from '../../domain/setup/problem.ts';
import { LANGUAGES } from '../../domain/vocabulary.ts';
import type { Reference } from '../flow/types.ts';
import { words } from '../prompts/index.ts';
import { beginnings, type Place, walk } from './walk.ts';
import { keysIn } from './words.ts';

/** GB/T 33358: a short menu, a person never more than one key away, and every path leads somewhere. */
export async function checkMenu(ref: Reference, now: Date): Promise<SetupProblem[]> {
  const { menu } = ref.setup;
  const items = itemsOn(menu);
  const found: SetupProblem[] = [];
  items.forEach(({ wish, key }, index) => {
    const first = items.findIndex((item) => item.key === key);
    if (first !== index) {
      found.push(
        problem('key_taken', 'menu', { at: wish, figures: { key, other: items[first]?.wish ?? '' } }),
      );
    }
  });
  if (items.length === 0) found.push(problem('nothing_offered', 'menu'));
  for (const { wish, label } of items) {
    if (label.zh && !/\p{Script=Han}/u.test(label.zh)) {
      found.push(problem('not_chinese', 'menu', { at: wish, language: 'zh' }));
    }
    if (/\p{Script=Han}/u.test(label.en)) {
      found.push(problem('not_english', 'menu', { at: wish, language: 'en' }));
    }
    if (Boolean(label.zh) !== Boolean(label.en)) {
      const language = label.zh ? 'zh' : 'en';
      found.push(problem('other_language_unchanged', 'menu', { at: wish, language }));
    }
  }
  return [...found, ...checkLength(ref, now), ...checkPaths(await walk(ref, now))];
}

/** How long a caller listens before the first choice, and how many choices there are. */
function checkLength(ref: Reference, now: Date): SetupProblem[] {
  const { menuChoices, firstChoiceSeconds } = ref.policy.phone;
  const found: SetupProblem[] = [];
  for (const language of LANGUAGES) {
    let slowest = 0;
    let most = 0;
    for (const { lines, memory } of beginnings(ref, now)) {
      if (memory.language !== language) continue;
      const said = lines.map((line) => ({ key: line.key, ...words(line, language, ref.setup.prompts) }));
      const first = said.findIndex(({ text }) => keysIn(text).size > 0);
      const before = said.slice(0, first < 0 ? said.length : first);
      slowest = Math.max(
        slowest,
        before.reduce((sum, { text }) => sum + speakingSeconds(text), 0),
      );
      const main = said.find(({ key }) => key === 'menu');
      most = Math.max(most, main ? keysIn(main.text).size : 0);
    }
    if (slowest > firstChoiceSeconds) {
      const figures = { seconds: Math.round(slowest), limit: firstChoiceSeconds };
      found.push(problem('slow_to_first_choice', 'menu', { language, figures }));
    }
    if (most > menuChoices) {
      found.push(
        problem('menu_too_long', 'menu', { language, figures: { choices: most, limit: menuChoices } }),
      );
    }
  }
  return found;
}

/** Questions that wait for a number or for words, where a key is no choice. */
const isChoice = ({ at }: Place): boolean => at.expect.kind === 'key' || at.expect.kind === 'speech';
/** They have just heard that there is nobody to speak to; or help is sent for first, and a person follows. */
const NO_AGENT_KEY: readonly string[] = ['turned_away', 'rescue'];

/** No place without a way to an end, and a person one key away from every choice. */
export function checkPaths(places: Map<string, Place>): SetupProblem[] {
  const alive = ending(places);
  const found = new Map<string, SetupProblem>();
  for (const [name, place] of places) {
    const { state } = place;
    if (!alive.has(name)) found.set(`dead ${state}`, problem('dead_end', 'menu', { at: state }));
    const person = [...place.leads.values()].some(({ toAgent }) => toAgent);
    if (isChoice(place) && !person && !NO_AGENT_KEY.includes(state)) {
      found.set(`far ${state}`, problem('agent_far', 'menu', { at: state }));
    }
  }
  return [...found.values()];
}

/** The places from which an end can be come to. */
function ending(places: Map<string, Place>): Set<string> {
  const alive = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const [name, place] of places) {
      if (alive.has(name)) continue;
      const targets = [...[...place.leads.values()].map(({ to }) => to), ...place.others];
      if (targets.some((to) => to === null || alive.has(to))) {
        alive.add(name);
        grown = true;
      }
    }
  }
  return alive;
}
