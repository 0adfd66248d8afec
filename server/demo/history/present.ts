import { SHOWCASE_DISTRICT } from '../data/places.ts';
import { PRODUCT_LINES } from '../data/products.ts';
import { COVERAGE_GAPS, OWN_AIR } from '../network-plan.ts';
import type { Random } from '../random.ts';
import { SHOWCASE } from '../showcase.ts';
import type { Incoming } from './incoming.ts';
import { HOUR, MINUTE } from './local-time.ts';
import type { Wish, Wishes } from './requests.ts';
import type { Plan } from './tickets.ts';
import type { World } from './world.ts';

/**
 * Whatever the hour at which the demo is started, every state of the board is to be seen: some requests of the
 * last hours are told not to go further than a certain state. They come in like all others.
 */
export function planPresent(
  world: World,
  { wishes, incoming, random, scale }: { wishes: Wishes; incoming: Incoming; random: Random; scale: number },
): void {
  const many = (count: number) => Math.max(1, Math.round(count * Math.min(scale, 10)));
  const ago = (least: number, most: number) => world.end - random.between(least, most);
  const callAt = (at: number, wish: () => Wish) => world.at(at, () => incoming.call(wish()));
  const anyLine = () => random.pickBy(PRODUCT_LINES.map((line) => [line, line.weight] as const));
  const some = (count: number, stopAt: NonNullable<Plan['stopAt']>, least: number, most: number) => {
    for (let left = many(count); left > 0; left--) {
      callAt(ago(least, most), () => wishes.known('repair', anyLine(), { stopAt }));
    }
  };
  // Offers of half an hour: begun within the last minutes, they run out one by one after the start.
  some(13, 'offered', 4 * MINUTE, 25 * MINUTE);
  some(6, 'accepted', 40 * MINUTE, 100 * MINUTE);
  // Late: accepted, or agreed on, and then nothing.
  some(3, 'accepted', 5 * HOUR, 30 * HOUR);
  some(3, 'appointment', 30 * HOUR, 50 * HOUR);
  for (let left = many(6); left > 0; left--) {
    callAt(ago(10 * MINUTE, 9 * HOUR), () =>
      wishes.unknown('repair', anyLine(), { stopAt: 'needs_details' }),
    );
  }
  for (let left = many(4); left > 0; left--) {
    const [county, category, kind] = random.pick(COVERAGE_GAPS);
    callAt(ago(6 * MINUTE, 50 * MINUTE), () => wishes.inGap(county, category, kind, { stopAt: 'manual' }));
  }
  // A day's work for one team, so that there is something to plan: half of it agreed on, half only accepted.
  for (let left = many(14); left > 0; left--) {
    const stopAt = left % 2 === 0 ? 'appointment' : 'accepted';
    callAt(ago(2 * HOUR, 9 * HOUR), () => wishes.from(SHOWCASE_DISTRICT, 'repair', OWN_AIR, { stopAt }));
  }
  showcaseTickets(world, wishes, callAt);
}

/** The tickets of the first customers stand where their notes say. */
function showcaseTickets(world: World, wishes: Wishes, callAt: (at: number, wish: () => Wish) => void): void {
  SHOWCASE.forEach(({ ticket }, index) => {
    const household = world.province.households[index];
    if (!ticket || !household) return;
    const [hoursAgo, plan]: [number, Plan] = {
      accepted: [0.9, { stopAt: 'accepted' as const }] as [number, Plan],
      in_progress: [3, { stopAt: 'appointment' as const }] as [number, Plan],
      done: [6, { finishAt: world.end - 12 * MINUTE }] as [number, Plan],
    }[ticket];
    const appliance = household.appliances.at(-1) ?? null;
    callAt(world.end - hoursAgo * HOUR, () => wishes.of(household, 'repair', appliance, plan));
  });
}
