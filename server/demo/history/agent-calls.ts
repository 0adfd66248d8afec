import { callByHand } from './call-by-hand.ts';
import { HOUR, MINUTE } from './local-time.ts';
import { type OwedCall, settle } from './obligations.ts';
import type { World } from './world.ts';

/** Hours in which agents work through their list. */
const AGENT_HOURS = [8.5, 20.5] as const;

const NOTES = {
  reached: ['电话已接通，逐题问完', '晚间接通，已问完', '家人代答', '换了个时间打通，已记录'],
  unreached: ['多次联系无人接听', '号码停机', '用户拒绝回访'],
  callback: [
    '已回电，解答收费标准',
    '已回电，用户暂不需要上门',
    '已回电，告知工单进度',
    '已回电，登记意向，稍后再联系',
  ],
};

/**
 * F1: an agent calls; their word settles what no machine could, or says that nobody can be reached.
 *
 * @param ask the questions are put to whoever was reached, in a call of the agent's; null: none was held
 */
export function agentFollowsUp(
  world: World,
  owed: OwedCall,
  ask: (personId: number, contactId: number | null) => void,
): void {
  const { random } = world;
  const wait = random.lognormal(4 * HOUR, 0.7);
  const call = callByHand(world, owed);
  const at = whenThereIsTime(world, wait, (personId) => {
    const reached = random.chance(0.72);
    const contactId = call.end(personId, reached);
    if (reached) ask(personId, contactId);
    settle(world, owed, reached ? 'agent_word' : 'attempts_spent', {
      exhausted: !reached,
      rule: 'F1',
      note: random.pick(reached ? NOTES.reached : NOTES.unreached),
      personId,
    });
  });
  call.endsAt(at);
}

/** Messages and promised calls are for an agent. */
export function agentRingsBack(world: World, owed: OwedCall): void {
  const { random } = world;
  whenThereIsTime(world, random.lognormal(45 * MINUTE, 0.8), (personId) =>
    settle(world, owed, 'agent_word', { rule: 'F1', note: random.pick(NOTES.callback), personId }),
  );
}

/** @returns when */
function whenThereIsTime(world: World, wait: number, work: (agent: number) => void): number {
  const opening = world.local.within(world.now + wait, ...AGENT_HOURS);
  const at = opening + world.random.between(0, 30) * MINUTE;
  world.at(at, () => work(world.random.pick(world.province.staff.agents)));
  return at;
}
