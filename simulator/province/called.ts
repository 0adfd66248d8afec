import { type CarrierCall, recordOf } from './carrier-record.ts';
import type { Conduct, Story } from './conversation.ts';
import type { Exchange } from './exchange.ts';
import { behave, inventPatience, inventPersona } from './persona.ts';
import type { Deed, Phone } from './phone.ts';
import type { Population } from './population.ts';
import { type Question, type QuestionName, UNWANTED } from './prompts.ts';
import { Random } from './random.ts';

/** A call by the hotline, as the person called lived it. */
export interface OutboundCall {
  story: Story;
  /** Surveys in which they said whether it was solved. */
  solvedAnswered: number;
  /** What they answered, in the order of the surveys of the call and of their questions. */
  answers: GivenAnswer[];
  /** When it rang, by the hotline's clock and where it is: 'HH:mm'. */
  rangAt: string;
  /** The call as the carrier knew it when it was over. */
  carrier: CarrierCall;
  /** Another call of the hotline was ringing or talking there at that moment. */
  besideAnother: boolean;
  /** They had said before that they do not want to be called. */
  unwanted: boolean;
}

/** One answer as it was keyed or spoken. */
export interface GivenAnswer {
  /** Which survey of the call, from 0. */
  survey: number;
  question: AnsweredQuestion;
  /** 1/0 for yes/no, 1–5 for points; null for what was spoken. */
  value: number | null;
}
export type AnsweredQuestion = keyof typeof ASKED;

/** What each question is called where its answers are kept. */
export const ASKED = {
  survey_solved: 'solved',
  survey_on_time: 'on_time',
  survey_charge: 'charge_as_quoted',
  survey_courtesy: 'courtesy',
  survey_score: 'score',
  survey_remark: 'remark',
} as const satisfies Partial<Record<QuestionName, string>>;
const isAsked = (name: string): name is AnsweredQuestion => name in ASKED;

const key = (digits: string): Deed[] => [{ do: 'keys', digits }];
const YES_OR_NO = ['survey_on_time', 'survey_charge'];

/** People whom the hotline calls: they pick up or not, and say what they think of the work. */
export class CalledPeople {
  readonly calls: OutboundCall[] = [];
  private readonly phone: Phone;
  private readonly exchange: () => Exchange;
  private readonly population: Population;
  private readonly seed: string;
  private readonly localTime: () => string;
  private readonly times = new Map<string, number>();
  private readonly live = new Map<string, number>();
  private readonly refusing = new Set<string>();

  constructor(world: {
    phone: Phone;
    exchange: () => Exchange;
    population: Population;
    seed: string;
    localTime: () => string;
  }) {
    this.localTime = world.localTime;
    this.phone = world.phone;
    this.exchange = world.exchange;
    this.population = world.population;
    this.seed = world.seed;
  }

  /** Whoever is to be called some day: some have a machine, some a line that is dead. */
  async mayBeOut(number: string): Promise<void> {
    const who = new Random(this.seed, 'out', number).weigh({ person: 88, machine: 8, failed: 4 });
    if (who !== 'person') await this.phone.setNumber(number, { onRing: who });
  }

  /** The phone rings. */
  async take(call: { sid: string; number: string }): Promise<void> {
    const time = (this.times.get(call.number) ?? 0) + 1;
    this.times.set(call.number, time);
    const random = new Random(this.seed, 'called', call.number, time);
    const conduct = this.conduct(random);
    const over = this.lived(call, conduct);
    const reaction = random.weigh({ answer: 80, silence: 11, decline: 9 });
    // A line that is busy, dead or a machine by itself takes none of these.
    while ((await this.phone.act(call.sid, { do: reaction })) === 'unknown') {}
    const story = await over;
    this.population.remember(call.number, story.opened);
    // Whoever has a machine or a dead line may be there next time.
    const unreached = story.status === 'failed' || story.asked.length === 0;
    if (unreached && random.chance(0.6)) await this.phone.setNumber(call.number, { onRing: 'ring' });
  }

  /** The hotline dialled, and the line is dead. */
  async notRung(call: { sid: string; number: string }): Promise<void> {
    await this.lived(call, this.conduct(new Random(this.seed)));
    if (new Random(this.seed, 'failed', call.sid).chance(0.6)) {
      await this.phone.setNumber(call.number, { onRing: 'ring' });
    }
  }

  /** Goes through the call and keeps what was seen of it. */
  private async lived(call: { sid: string; number: string }, conduct: CalledConduct): Promise<Story> {
    const { number } = call;
    const seen = {
      rangAt: this.localTime(),
      besideAnother: (this.live.get(number) ?? 0) > 0,
      unwanted: this.refusing.has(number),
    };
    this.live.set(number, (this.live.get(number) ?? 0) + 1);
    const story = await this.exchange().converse(call, conduct);
    this.live.set(number, (this.live.get(number) ?? 1) - 1);
    const carrier = recordOf(await this.phone.call(call.sid));
    const solvedAnswered = conduct.given.filter(({ question }) => question === 'survey_solved').length;
    if (UNWANTED.test(story.lastWords)) this.refusing.add(number);
    this.calls.push({ story, solvedAnswered, answers: conduct.given, carrier, ...seen });
    return story;
  }

  private conduct(random: Random): CalledConduct {
    const persona = {
      ...inventPersona(random),
      wish: random.chance(0.7) ? ('repair' as const) : ('agent' as const),
    };
    const hangsUpAt = random.chance(0.07) ? random.int(0, 5) : -1;
    const errsAt = random.chance(0.07) ? random.int(0, 4) : -1;
    const saysNothingFrom = random.chance(0.03) ? random.int(0, 4) : Number.POSITIVE_INFINITY;
    const wantsAgentAt = random.chance(0.03) ? random.int(0, 4) : -1;
    const refusesAt = random.chance(0.01) ? random.int(0, 4) : -1;
    const given: GivenAnswer[] = [];
    let survey = -1;
    let before: string | null = null;
    let content = true;
    const answer = (question: Question, turn: number): Deed[] => {
      if (question.name === 'survey_solved' && before !== 'survey_solved') survey++;
      before = question.name;
      const deeds = reaction(question, turn);
      if (isAsked(question.name)) {
        const value = meaningOf(question.name, deeds);
        if (value !== undefined) given.push({ survey, question: question.name, value });
      }
      return deeds;
    };
    const reaction = (question: Question, turn: number): Deed[] => {
      if (!question.name.startsWith('survey_'))
        return behave(persona, question, turn, this.population, random);
      if (turn === hangsUpAt) return [{ do: 'hangup' }];
      if (turn >= saysNothingFrom) return [{ do: 'silence' }];
      if (question.name === 'survey_remark') {
        return random.chance(0.3)
          ? [{ do: 'recording', seconds: random.int(2, 20), text: '师傅很专业，就是来得晚了一点。' }]
          : [{ do: 'keys', digits: '#' }];
      }
      if (turn === refusesAt) return key(REFUSAL);
      if (turn === errsAt) return key('7');
      if (turn === wantsAgentAt) return key('0');
      if (question.name === 'survey_solved') {
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
      given,
    };
  }
}

type CalledConduct = Conduct & { given: GivenAnswer[] };

/** The key for who does not want to be called. */
const REFUSAL = '9';

/** What such an answer means; undefined when it is none. */
function meaningOf(question: AnsweredQuestion, [deed]: Deed[]): number | null | undefined {
  if (question === 'survey_remark') return deed?.do === 'recording' ? null : undefined;
  if (deed?.do !== 'keys') return undefined;
  if (question === 'survey_courtesy' || question === 'survey_score')
    return /^[1-5]$/.test(deed.digits) ? Number(deed.digits) : undefined;
  return deed.digits === '1' ? 1 : deed.digits === '2' ? 0 : undefined;
}
