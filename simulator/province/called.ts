import type { Conduct, Story } from './conversation.ts';
import type { Exchange } from './exchange.ts';
import { behave, inventPatience, inventPersona } from './persona.ts';
import type { Deed, Phone } from './phone.ts';
import type { Population } from './population.ts';
import type { Question } from './prompts.ts';
import { Random } from './random.ts';

/** A call by the hotline, as the person called lived it. */
export interface OutboundCall {
  story: Story;
  /** Surveys in which they said whether it was solved. */
  solvedAnswered: number;
}

const key = (digits: string): Deed[] => [{ do: 'keys', digits }];
const YES_OR_NO = ['survey_on_time', 'survey_charge'];

/** People whom the hotline calls: they pick up or not, and say what they think of the work. */
export class CalledPeople {
  readonly calls: OutboundCall[] = [];
  private readonly phone: Phone;
  private readonly exchange: () => Exchange;
  private readonly population: Population;
  private readonly seed: string;
  private readonly times = new Map<string, number>();

  constructor(world: { phone: Phone; exchange: () => Exchange; population: Population; seed: string }) {
    this.phone = world.phone;
    this.exchange = world.exchange;
    this.population = world.population;
    this.seed = world.seed;
  }

  /** The phone rings. */
  async take(call: { sid: string; number: string }): Promise<void> {
    const time = (this.times.get(call.number) ?? 0) + 1;
    this.times.set(call.number, time);
    const random = new Random(this.seed, 'called', call.number, time);
    const conduct = this.conduct(random);
    const over = this.exchange().converse(call, conduct);
    const reaction = random.weigh({ answer: 80, silence: 11, decline: 9 });
    // A line that is busy, dead or a machine by itself takes none of these.
    while ((await this.phone.act(call.sid, { do: reaction })) === 'unknown') {}
    const story = await over;
    this.calls.push({ story, solvedAnswered: conduct.solvedAnswered() });
    this.population.remember(call.number, story.opened);
    // Whoever has a machine or a dead line may be there next time.
    const unreached = story.status === 'failed' || story.asked.length === 0;
    if (unreached && random.chance(0.6)) await this.phone.setNumber(call.number, { onRing: 'ring' });
  }

  /** The hotline dialled, and the line is dead. */
  async notRung(call: { sid: string; number: string }): Promise<void> {
    const story = await this.exchange().converse(call, this.conduct(new Random(this.seed)));
    this.calls.push({ story, solvedAnswered: 0 });
    if (new Random(this.seed, 'failed', call.sid).chance(0.6)) {
      await this.phone.setNumber(call.number, { onRing: 'ring' });
    }
  }

  private conduct(random: Random): Conduct & { solvedAnswered(): number } {
    const persona = {
      ...inventPersona(random),
      wish: random.chance(0.7) ? ('repair' as const) : ('agent' as const),
    };
    const hangsUpAt = random.chance(0.07) ? random.int(0, 5) : -1;
    const errsAt = random.chance(0.07) ? random.int(0, 4) : -1;
    const saysNothingFrom = random.chance(0.03) ? random.int(0, 4) : Number.POSITIVE_INFINITY;
    const wantsAgentAt = random.chance(0.03) ? random.int(0, 4) : -1;
    let solved = 0;
    let content = true;
    const answer = (question: Question, turn: number): Deed[] => {
      if (!question.name.startsWith('survey_'))
        return behave(persona, question, turn, this.population, random);
      if (turn === hangsUpAt) return [{ do: 'hangup' }];
      if (turn >= saysNothingFrom) return [{ do: 'silence' }];
      if (question.name === 'survey_remark') {
        return random.chance(0.3)
          ? [{ do: 'recording', seconds: random.int(2, 20), text: '师傅很专业，就是来得晚了一点。' }]
          : [{ do: 'keys', digits: '#' }];
      }
      if (turn === errsAt) return key('7');
      if (turn === wantsAgentAt) return key('0');
      if (question.name === 'survey_solved') {
        solved++;
        content = random.chance(0.88);
        return key(random.chance(0.1) ? '2' : '1');
      }
      if (question.name === 'survey_why')
        return key(String(random.int(1, Math.max(1, question.choices.length))));
      if (YES_OR_NO.includes(question.name)) return key(random.chance(content ? 0.95 : 0.5) ? '1' : '2');
      return key(String(content ? random.int(4, 5) : random.int(1, 3)));
    };
    return {
      inLine: inventPatience(random),
      behave: answer,
      isPlace: (name) => this.population.isPlace(name),
      solvedAnswered: () => solved,
    };
  }
}
