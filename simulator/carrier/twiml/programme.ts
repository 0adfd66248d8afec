import { type CarrierError, carrierError } from '../errors.ts';
import { type Input, Interrupted, Line } from '../line.ts';
import { forgetOne } from '../memory.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Verb } from './parse.ts';
import { performSimple, type SimpleVerb } from './simple-verbs.ts';
import type { DocumentTarget, Outcome, Stage } from './stage.ts';

/** How a programme ended: it was stopped, ran out of verbs, sent the caller away, or failed. */
export type ProgrammeEnd =
  | { kind: 'stopped' | 'silence' | 'leave' | 'hangup' }
  | { kind: 'error'; error: CarrierError };

export interface ProgrammeRules {
  verbs: readonly (SimpleVerb | 'Leave')[];
  wrongVerbCode: number;
  /** At its end the first document is requested again. */
  loops: boolean;
  /** Parameters of each request, beside those of the call. */
  params: () => Record<string, string>;
}

/** Of one call; further documents of its waiting are remembered in the place of the first. */
const KEPT_WEBHOOKS = 100;
/** Documents in a row that may follow each other at once. */
const FREE_HOPS = 10;
/** No document is looped faster, however little it says. */
const SHORTEST_ROUND_MS = 1_000;
/** Calls on which prompts take no time ask more and more seldom. */
const LONGEST_ROUND_MS = 30_000;
/** A sound in the place of a document is taken for long music. */
const MUSIC_MS = 60_000;

/**
 * What a call hears while it waits, goes on in a conference or is greeted: documents performed beside what the call
 * itself does, on a line of their own, until they are stopped.
 */
export class Programme {
  private readonly stage: Stage;
  private readonly rules: ProgrammeRules;
  private readonly line = new Line();
  readonly ended: Promise<ProgrammeEnd>;
  /** Milliseconds from one document to the next that nothing but the end of the first leads to. */
  private round = SHORTEST_ROUND_MS;

  constructor(stage: Stage, start: DocumentTarget, rules: ProgrammeRules) {
    this.stage = { ...stage, line: this.line };
    this.rules = rules;
    this.ended = this.run(start).catch((thrown): ProgrammeEnd => {
      if (thrown instanceof Interrupted) return { kind: 'stopped' };
      const error = carrierError(thrown);
      stage.carrier.report(error, stage.call);
      return { kind: 'error', error };
    });
  }

  /** Whether the programme waits for this input, and took it. */
  takes(input: Input): boolean {
    const taken = this.line.takes(input);
    if (taken) this.round = SHORTEST_ROUND_MS;
    return taken;
  }

  /** Resolves when nothing of it goes on any more. */
  async stop(): Promise<void> {
    this.line.interrupt({ kind: 'redirect', next: undefined });
    await this.ended;
  }

  private async run(start: DocumentTarget): Promise<ProgrammeEnd> {
    const { call } = this.stage;
    let next = start;
    let hops = 0;
    for (;;) {
      const began = performance.now();
      const outcome = await this.perform(next);
      if (outcome === 'leave') return { kind: 'leave' };
      if (outcome && 'end' in outcome) return { kind: 'hangup' };
      if (outcome) {
        next = outcome;
        if (++hops <= FREE_HOPS) continue;
      } else {
        if (!this.rules.loops) return { kind: 'silence' };
        next = start;
        hops = 0;
      }
      await this.pause(this.round - (performance.now() - began));
      if (call.pace === 'instant') this.round = Math.min(LONGEST_ROUND_MS, this.round * 3);
    }
  }

  private async perform(target: DocumentTarget): Promise<Outcome | 'leave'> {
    const { carrier, call } = this.stage;
    const params = { ...this.rules.params(), ...target.params };
    const { webhooks } = call;
    while (webhooks.length >= KEPT_WEBHOOKS) {
      forgetOne(webhooks, ({ kind }) => kind === 'wait' || kind === 'media');
    }
    const fetched = await fetchDocument(this.stage, { ...target, params }, 'wait');
    if ('sound' in fetched) {
      const music = {
        verb: 'Play',
        text: fetched.sound,
        language: '',
        voice: '',
        durationMs: MUSIC_MS,
      } as const;
      carrier.tell(call, { type: 'prompt', ...music });
      await this.pause(MUSIC_MS);
      return undefined;
    }
    return await this.performVerbs(fetched.verbs, fetched.base);
  }

  /** A Leave ends the programme, and nothing after it is performed. */
  private async performVerbs(verbs: Verb[], base: string): Promise<Outcome | 'leave'> {
    const { verbs: allowed, wrongVerbCode } = this.rules;
    const leave = allowed.includes('Leave') ? verbs.findIndex(({ name }) => name === 'Leave') : -1;
    const before = leave < 0 ? verbs : verbs.slice(0, leave);
    const simple = allowed.filter((name): name is SimpleVerb => name !== 'Leave');
    const outcome = await performSimple({ ...this.stage, base }, before, simple, wrongVerbCode);
    return outcome ?? (leave < 0 ? undefined : 'leave');
  }

  private async pause(ms: number): Promise<void> {
    if (ms > 0) await this.line.wait(ms, () => undefined);
  }
}
