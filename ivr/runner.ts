import { amendDisposition, holdContact } from '../services/intake/end-contact.ts';
import { isDuplicate, type Tx } from '../services/transaction.ts';
import { carryOut } from './commands.ts';
import type { IvrDeps } from './deps.ts';
import { step } from './flow/step.ts';
import type { FlowEvent, Outcome, Reference } from './flow/types.ts';
import { lineLeftPath, TRANSCRIPTION_PATH, waitPath } from './paths.ts';
import { RecentCalls } from './recent-calls.ts';
import { FlowReferences, type LoadedReference } from './reference-cache.ts';
import { StepStore, type StoredStep } from './step-store.ts';
import { renderTwiml } from './twiml.ts';

/** One webhook about a call that is in the menu. */
export interface StepRequest {
  callSid: string;
  /** 0 for the first. */
  step: number;
  event: FlowEvent;
  /** Where the next step goes, without its number: `/twilio/voice`. */
  path: string;
  /** A call in, whose end is told by a webhook of its own. */
  inbound: boolean;
  /** Who calls, E.164: a number may be let hear a version of the setup that is not in force. */
  caller?: string;
  /** What the call begins with; also when nothing is known of the step before. */
  begin: (tx: Tx, reference: Reference, now: Date) => Promise<Outcome>;
}

type Spoken = Exclude<Outcome, { command: unknown }>;
/** Commands that may follow each other in one step. */
const MAX_COMMANDS = 10;

/**
 * Answers the webhooks of a call, each exactly once: a step's row, its effects and its events are committed
 * together, and whoever asks again gets what the row says.
 */
export class Runner {
  readonly #deps: IvrDeps;
  readonly #store: StepStore;
  readonly #recent = new RecentCalls();
  readonly #references: FlowReferences;

  constructor(deps: IvrDeps, references = new FlowReferences(deps)) {
    this.#deps = deps;
    this.#store = new StepStore(deps.dataSource);
    this.#references = references;
  }

  /** @returns TwiML */
  async answer(request: StepRequest): Promise<string> {
    const { callSid } = request;
    const recent = this.#recent.get(callSid);
    if (recent?.step === request.step) return recent.answer;
    const found =
      recent?.step === request.step - 1
        ? { done: null, before: recent }
        : await this.#store.load(callSid, request.step);
    if (found.done) return found.done.answer;
    const reference = found.before
      ? await this.#references.asOf(found.before.memory)
      : await this.#references.atBeginning(request.caller, this.#deps.clock.now());
    const outcome = found.before
      ? step(found.before.state, found.before.memory, request.event, reference.flow)
      : null;
    const stored =
      outcome && !('command' in outcome)
        ? await this.#speak(request, outcome, reference)
        : await this.#act(request, outcome, reference);
    this.#recent.set(callSid, { ...stored, step: request.step });
    const { contactId } = stored.memory;
    if (contactId) this.#deps.nudges.send('call:step', { contactId, step: stored.state });
    return stored.answer;
  }

  /** Nothing but words: one insert. */
  async #speak(request: StepRequest, outcome: Spoken, reference: LoadedReference): Promise<StoredStep> {
    const stored = this.#render(request, outcome, reference);
    const written = await this.#store.insert({ ...this.#row(request), ...stored });
    return written ? stored : this.#answeredBefore(request);
  }

  /** A command, or a call that begins: its effects and the step's row in one transaction. */
  async #act(request: StepRequest, first: Outcome | null, reference: LoadedReference): Promise<StoredStep> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#deps.inTransaction(async (tx) => {
          const outcome = await this.#carryThrough(tx, request, first, reference);
          const stored = this.#render(request, outcome, reference);
          await this.#store.insertWith(tx, { ...this.#row(request), ...stored });
          return stored;
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const { done } = await this.#store.load(request.callSid, request.step);
        if (done) return done;
        // The duplicate was something else: the end of the call was told of before its beginning.
        if (attempt > 1) throw error;
      }
    }
  }

  async #carryThrough(
    tx: Tx,
    request: StepRequest,
    first: Outcome | null,
    reference: LoadedReference,
  ): Promise<Spoken> {
    const { clock, secret, publicUrl } = this.#deps;
    const now = clock.now();
    let outcome = first ?? (await request.begin(tx, reference.flow, now));
    if (!('command' in outcome)) return outcome;
    const { contactId } = outcome.memory;
    const { ended } = request.inbound ? await holdContact(tx, contactId) : { ended: false };
    for (let count = 0; 'command' in outcome; count++) {
      if (count >= MAX_COMMANDS) throw new Error(`commands without end at ${outcome.state}`);
      const { state, memory, command }: Extract<Outcome, { command: unknown }> = outcome;
      const context = {
        tx,
        now,
        callSid: request.callSid,
        memory,
        reference: reference.intake,
        links: { secret, publicUrl },
        ended,
      };
      outcome = step(state, memory, await carryOut(command, context), reference.flow);
    }
    if (ended) await amendDisposition(tx, contactId, now);
    return outcome;
  }

  async #answeredBefore({ callSid, step: number }: StepRequest): Promise<StoredStep> {
    const { done } = await this.#store.load(callSid, number);
    if (!done) throw new Error(`step ${number} is claimed, but has no answer`);
    return done;
  }

  #render(request: StepRequest, outcome: Spoken, { flow }: LoadedReference): StoredStep {
    const { lines, expect, memory, state } = outcome;
    const { publicUrl } = this.#deps;
    const { contactId, language } = memory;
    const spoken = { lines, expect, language };
    if (expect.kind === 'enqueue') {
      const left = publicUrl + lineLeftPath(contactId, request.step + 1);
      const waitUrl = publicUrl + waitPath(contactId);
      return { state, memory, answer: renderTwiml({ ...spoken, waitUrl }, left, flow) };
    }
    const next = `${publicUrl}${request.path}/${request.step + 1}`;
    if (expect.kind === 'dial') {
      const dialling = { callerId: this.#deps.hotlineNumber, publicUrl, contactId };
      return { state, memory, answer: renderTwiml({ ...spoken, dialling }, next, flow) };
    }
    const transcriptUrl =
      expect.kind === 'record' && expect.transcribe ? publicUrl + TRANSCRIPTION_PATH : undefined;
    return { state, memory, answer: renderTwiml({ ...spoken, transcriptUrl }, next, flow) };
  }

  #row({ callSid, step: number, event }: StepRequest) {
    return { callSid, step: number, input: inputOf(event), at: this.#deps.clock.now() };
  }
}

function inputOf(event: FlowEvent): string | null {
  if (event.type === 'keys') return event.keys;
  return event.type === 'speech' ? event.text : null;
}
