import { expect } from 'chai';
import fc from 'fast-check';
import {
  byPlace,
  estimateWait,
  type FreeAgent,
  type InLine,
  matchLine,
  mayServe,
} from '../../../domain/line/match.ts';

const T0 = Date.UTC(2026, 4, 6, 2);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const rules = { anySkillAfterSeconds: 60 };

const caller = (over: Partial<InLine> & { id: number }): InLine => ({
  priority: 2,
  arrivedAt: at(0),
  enteredAt: at(0),
  skills: ['lang:zh'],
  personId: null,
  ...over,
});
const agent = (personId: number, over: Partial<FreeAgent> = {}): FreeAgent => ({
  personId,
  idleSince: at(-personId),
  skills: ['lang:zh', 'kind:*', 'cat:*'],
  ...over,
});

describe('the line', () => {
  it('serves a rescue first, then whoever came first', () => {
    const line = [
      caller({ id: 1, arrivedAt: at(0) }),
      caller({ id: 2, arrivedAt: at(9), priority: 0 }),
      caller({ id: 3, arrivedAt: at(-5) }),
    ];
    expect(matchLine(line, [agent(1), agent(2)], rules, at(10)).map(({ entryId }) => entryId)).to.eql([2, 3]);
  });

  it('asks the agent who was idle longest', () => {
    const agents = [agent(1, { idleSince: at(-10) }), agent(2, { idleSince: at(-90) }), agent(3)];
    expect(matchLine([caller({ id: 1 })], agents, rules, at(5))).to.eql([{ entryId: 1, personId: 2 }]);
  });

  it('keeps a call for who knows its category, and after a while lets anybody of the language have it', () => {
    const line = [caller({ id: 1, skills: ['lang:zh', 'cat:stove'] })];
    const other = [agent(1, { skills: ['lang:zh', 'cat:television'] })];
    expect(matchLine(line, other, rules, at(59))).to.eql([]);
    expect(matchLine(line, other, rules, at(60))).to.have.length(1);
    const english = [caller({ id: 1, skills: ['lang:en'] })];
    expect(matchLine(english, [agent(1)], rules, at(600)), 'a language is never guessed').to.eql([]);
  });

  it('keeps a transfer for the colleague it is meant for, for the same while', () => {
    const line = [caller({ id: 1, personId: 7 })];
    expect(matchLine(line, [agent(1)], rules, at(10))).to.eql([]);
    expect(matchLine(line, [agent(1), agent(7)], rules, at(10))).to.eql([{ entryId: 1, personId: 7 }]);
    expect(matchLine(line, [agent(1)], rules, at(61))).to.eql([{ entryId: 1, personId: 1 }]);
  });

  it('tells an honest wait: the calls before, shared among who is there, by what a call takes', () => {
    expect(estimateWait(1, { onDuty: 1, free: 0 }, 180)).to.equal(180);
    expect(estimateWait(4, { onDuty: 3, free: 0 }, 180)).to.equal(240);
    expect(estimateWait(1, { onDuty: 10, free: 0 }, 180)).to.equal(60);
    expect(estimateWait(1, { onDuty: 0, free: 0 }, 180)).to.equal(null);
  });

  it('tells no wait to whom a free agent is coming, and the others what is left', () => {
    expect(estimateWait(1, { onDuty: 1, free: 1 }, 180)).to.equal(0);
    expect(estimateWait(2, { onDuty: 3, free: 2 }, 180)).to.equal(0);
    expect(estimateWait(4, { onDuty: 3, free: 1 }, 180)).to.equal(180);
  });

  /**
   * A day at the line, drawn at random: people arrive, hang up, choose a callback, agents come free, break off, do not
   * take an offer, lose a call. Whatever happens, an agent is given to somebody only when nobody of the same or a
   * higher priority who came earlier could have had that agent.
   */
  it('never lets anybody of equal priority be overtaken, and serves nobody twice (property)', () => {
    const skill = fc.constantFrom('cat:stove', 'cat:television', 'kind:complaint');
    const event = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('arrive' as const),
          priority: fc.constantFrom(0, 1, 2, 2, 2),
          skills: fc.uniqueArray(skill, { maxLength: 2 }),
          english: fc.integer({ min: 0, max: 9 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constantFrom('hang_up' as const, 'call_back' as const),
          pick: fc.nat(50),
        }),
      },
      { weight: 5, arbitrary: fc.record({ do: fc.constant('free' as const), who: fc.nat(4) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constantFrom('break' as const, 'miss' as const, 'drop' as const),
          who: fc.nat(4),
        }),
      },
    );
    const day = fc.array(fc.record({ event, after: fc.integer({ min: 0, max: 40 }) }), { maxLength: 120 });
    const knowledge = fc.array(
      fc.uniqueArray(fc.constantFrom('lang:en', 'cat:*', 'cat:stove', 'kind:*'), { maxLength: 3 }),
      { minLength: 5, maxLength: 5 },
    );
    fc.assert(
      fc.property(day, knowledge, (steps, skills) => {
        let now = 0;
        let nextId = 1;
        const line = new Map<number, InLine>();
        const served = new Set<number>();
        const free = new Map<number, FreeAgent>();
        const inHand = new Map<number, InLine>();
        const know = (who: number): string[] => ['lang:zh', ...(skills[who] ?? [])];
        for (const { event: one, after } of steps) {
          now += after;
          switch (one.do) {
            case 'arrive': {
              const id = nextId++;
              const language = one.english === 0 ? 'lang:en' : 'lang:zh';
              line.set(
                id,
                caller({
                  id,
                  priority: one.priority,
                  arrivedAt: at(now),
                  enteredAt: at(now),
                  skills: [language, ...one.skills],
                }),
              );
              break;
            }
            case 'hang_up': {
              const [gone] = [...line.keys()].slice(one.pick % Math.max(1, line.size));
              if (gone) line.delete(gone);
              break;
            }
            // Keeps the place: nothing of the entry that decides the order changes.
            case 'call_back':
              break;
            case 'free': {
              const done = inHand.get(one.who);
              if (done) served.add(done.id);
              inHand.delete(one.who);
              if (!free.has(one.who))
                free.set(one.who, { personId: one.who, idleSince: at(now), skills: know(one.who) });
              break;
            }
            case 'break':
              free.delete(one.who);
              break;
            case 'miss':
            case 'drop': {
              // Back to the old place, with the old time of arrival.
              const back = inHand.get(one.who);
              if (back)
                line.set(back.id, { ...back, enteredAt: one.do === 'drop' ? at(now) : back.enteredAt });
              inHand.delete(one.who);
              break;
            }
            default: {
              const never: never = one;
              throw new Error(`unknown ${JSON.stringify(never)}`);
            }
          }
          const before = [...line.values()];
          const pairs = matchLine(before, [...free.values()], rules, at(now));
          expect(new Set(pairs.map(({ entryId }) => entryId)).size).to.equal(pairs.length);
          expect(new Set(pairs.map(({ personId }) => personId)).size).to.equal(pairs.length);
          const given = new Set(pairs.map(({ entryId }) => entryId));
          for (const { entryId, personId } of pairs) {
            const got = line.get(entryId) as InLine;
            const by = free.get(personId) as FreeAgent;
            expect(mayServe(by, got, rules, at(now))).to.equal(true);
            expect(served.has(entryId), 'served twice').to.equal(false);
            for (const other of before) {
              const overtaken =
                byPlace(other, got) < 0 && !given.has(other.id) && mayServe(by, other, rules, at(now));
              expect(overtaken, `${other.id} overtaken by ${entryId}`).to.equal(false);
            }
          }
          // Nobody who could be served is left beside an agent who could serve them.
          const idle = [...free.values()].filter(
            ({ personId }) => !pairs.some((pair) => pair.personId === personId),
          );
          for (const other of before.filter(({ id }) => !given.has(id)))
            expect(idle.some((one) => mayServe(one, other, rules, at(now)))).to.equal(false);
          for (const { entryId, personId } of pairs) {
            inHand.set(personId, line.get(entryId) as InLine);
            line.delete(entryId);
            free.delete(personId);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
