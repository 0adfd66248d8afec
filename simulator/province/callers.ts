import type { Story } from './conversation.ts';
import type { Exchange } from './exchange.ts';
import { behave, inventPatience, inventPersona, type Persona } from './persona.ts';
import type { Phone } from './phone.ts';
import { sleep } from './pool.ts';
import type { Population } from './population.ts';
import { Random } from './random.ts';

export interface InboundCall {
  persona: Persona;
  story: Story;
}

/** Calls in hand at once, those in line among them, however slow the hotline is: beyond that dialling waits. */
const MOST_AT_ONCE = 200;

/**
 * Dials `calls` times, `rate` a second, each time as somebody else who wants something else.
 *
 * @param onOver told of each call when it is over
 */
export async function callAll(
  world: { exchange: Exchange; phone: Phone; population: Population; seed: string },
  { calls, rate, stopped }: { calls: number; rate: number; stopped: () => boolean },
  onOver: (call: InboundCall) => void,
): Promise<void> {
  const { exchange, phone, population, seed } = world;
  const begun = performance.now();
  const running = new Set<Promise<void>>();
  let failure: unknown;
  for (let index = 0; index < calls && !stopped() && !failure; index++) {
    const due = begun + (index * 1000) / rate;
    if (performance.now() < due) await sleep(due - performance.now());
    while (running.size >= MOST_AT_ONCE) await Promise.race(running);
    const random = new Random(seed, 'caller', index);
    const persona = inventPersona(random);
    const again = persona.wish === 'chase' || persona.wish === 'progress' || persona.wish === 'complaint';
    const number = population.caller(random, { again });
    const call = (async () => {
      await answeringMachine(phone, number, random);
      const story = await exchange.dial(number, {
        inLine: inventPatience(new Random(seed, 'patience', index)),
        behave: (question, turn) => behave(persona, question, turn, population, random),
        isPlace: (name) => population.isPlace(name),
      });
      population.remember(number, story.opened);
      onOver({ persona, story });
    })().catch((error) => {
      failure ??= error;
    });
    running.add(call);
    void call.finally(() => running.delete(call));
  }
  await Promise.all(running);
  if (failure) throw failure;
}

/** Some have a machine that takes their calls, some a line that cannot be rung. */
async function answeringMachine(phone: Phone, number: string, random: Random): Promise<void> {
  const who = random.weigh({ person: 92, machine: 6, unreachable: 2 });
  if (who === 'person' || !/^\+\d+$/.test(number)) return;
  await phone.setNumber(number, { onRing: who === 'machine' ? 'machine' : 'failed' });
}
