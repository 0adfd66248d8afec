import { endStatuses, type PhoneEvent } from '../carrier/types.ts';
import type { Deed, Phone, WholeCall } from './phone.ts';
import { sleep } from './pool.ts';
import {
  isEnding,
  joined,
  newsIn,
  type Question,
  type QuestionName,
  questionIn,
  type Said,
} from './prompts.ts';

/** A call as the person at the phone lived it: what they were asked and told. */
export interface Story {
  sid: string;
  number: string;
  asked: QuestionName[];
  opened: string[];
  complaints: string[];
  reopened: string[];
  chased: boolean;
  progress: boolean;
  greeted: boolean;
  /** They were in line for a person, and spoke with one. */
  queued: boolean;
  connected: boolean;
  /** They left a message, or were promised a call back without one. */
  message: 'recorded' | 'promised' | null;
  /** What they did last and never heard the answer to; several where a page in between was lost. */
  unheard: { question: QuestionName; deeds: Deed[] }[];
  /** The hotline could not answer, and its emergency page took over. */
  fallback: boolean;
  /** Nothing answered for the hotline at all. */
  brokeDown: boolean;
  hungUp: boolean;
  lastWords: string;
  status: string | null;
  /** Something was said that nobody outside understands. */
  problem: string | null;
}

/** What they do in line, and how long they speak. Milliseconds. */
export interface InLine {
  patience: number;
  /** When patience is over. */
  instead: 'hangup' | 'callback' | 'message';
  /** How long they speak, should the agent not end it before. */
  talk: number;
}

export interface Conduct {
  inLine: InLine;
  /** What they do when asked, the `turn`th time on this call. */
  behave(question: Question, turn: number): Deed[];
  isPlace(name: string): boolean;
}

/** More questions than this on one call, and they have had enough. */
const PATIENCE = 60;
const RETRY_MS = 25;
const RETRIES = 400;

type Wait = Extract<PhoneEvent, { type: 'gather' | 'recording' }>;

/** One person on one call: hears, understands what is asked, and answers that, not a place in time. */
export class Conversation {
  readonly story: Story;
  private readonly phone: Phone;
  private readonly conduct: Conduct;
  private readonly queue: PhoneEvent[] = [];
  private lastId = 0;
  private wake: () => void = () => {};
  private heard: Said[] = [];
  private asking = false;
  /** In the carrier's queue, or speaking with somebody: no question of the menu is open. */
  private away: 'no' | 'in_line' | 'speaking' = 'no';
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(phone: Phone, call: { sid: string; number: string }, conduct: Conduct) {
    this.phone = phone;
    this.conduct = conduct;
    this.story = {
      ...call,
      asked: [],
      opened: [],
      complaints: [],
      reopened: [],
      chased: false,
      progress: false,
      greeted: false,
      queued: false,
      connected: false,
      message: null,
      unheard: [],
      fallback: false,
      brokeDown: false,
      hungUp: false,
      lastWords: '',
      status: null,
      problem: null,
    };
  }

  /** What the carrier tells of this call, in order; the same again is ignored. */
  push(event: PhoneEvent): void {
    if (event.id <= this.lastId) return;
    this.lastId = event.id;
    this.queue.push(event);
    this.wake();
  }

  /** Asks for what may have been missed. */
  async catchUp(): Promise<void> {
    this.follow(await this.phone.call(this.story.sid));
  }

  private follow({ timeline, status, error }: WholeCall): void {
    for (const event of timeline) this.push(event);
    const over = (endStatuses as readonly string[]).includes(status);
    if (!over || timeline.at(-1)?.type === 'ended') return;
    // Long over: the carrier has forgotten all but the end.
    const { sid, number } = this.story;
    const ended = { type: 'ended', status, duration: 0, sid, number, at: '', id: this.lastId + 1 };
    this.push({ ...ended, ...(error ? { error } : {}) } as PhoneEvent);
  }

  /** Until the call is over. */
  async run(): Promise<Story> {
    for (;;) {
      const event = this.queue.shift();
      if (!event) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
          if (this.queue.length > 0) resolve();
        });
        continue;
      }
      if (event.type === 'ended') {
        for (const timer of this.timers) clearTimeout(timer);
        this.end(event);
        return this.story;
      }
      await this.take(event);
    }
  }

  private async take(event: PhoneEvent): Promise<void> {
    switch (event.type) {
      case 'prompt':
        if (event.verb === 'carrier') this.story.brokeDown = true;
        else if (!this.asking && event.verb === 'Say') this.heard.push(event);
        return;
      case 'gather':
        this.heard.push(...event.prompts);
        return this.away === 'no' ? this.respond(event) : undefined;
      case 'recording':
        return this.respond(event);
      case 'queued':
        return this.joinLine();
      case 'dequeued':
        // On to somebody, or back to the menu.
        if (event.result === 'leave' || event.result === 'queue-full') {
          this.away = 'no';
          this.heard = [];
        }
        return;
      case 'connected':
        return this.startTalking();
      case 'waited':
        this.asking = false;
        this.heard = [];
        return;
      default:
        return;
    }
  }

  /** Waits as long as patience lasts; every time anew when they are put back in line. */
  private joinLine(): void {
    const { story, conduct } = this;
    this.remember();
    story.unheard = [];
    story.queued = true;
    this.away = 'in_line';
    const { patience, instead } = conduct.inLine;
    this.after(patience, async () => {
      if (this.away !== 'in_line') return;
      if (instead === 'hangup') return this.hangUp();
      await this.press(instead === 'callback' ? '1' : '2');
    });
  }

  private startTalking(): void {
    this.story.connected = true;
    this.away = 'speaking';
    this.after(this.conduct.inLine.talk, async () => {
      if (this.away === 'speaking') await this.hangUp();
    });
  }

  private after(ms: number, act: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act().catch((error) => {
        this.story.problem ??= String(error);
      });
    }, ms);
    this.timers.add(timer);
  }

  private async hangUp(): Promise<void> {
    this.story.hungUp = true;
    for (let tries = 0; tries < RETRIES; tries++) {
      if ((await this.phone.act(this.story.sid, { do: 'hangup' })) !== 'unknown') return;
      await sleep(RETRY_MS);
    }
  }

  /** A key while waiting: heard between two documents of music as little as at a real telephone, so again. */
  private async press(digits: string): Promise<void> {
    for (let tries = 0; tries < RETRIES && this.away === 'in_line'; tries++) {
      if ((await this.phone.act(this.story.sid, { do: 'keys', digits })) === 'done') return;
      await sleep(RETRY_MS);
    }
  }

  private async respond(wait: Wait): Promise<void> {
    const { story } = this;
    this.asking = true;
    this.remember();
    const question = questionIn(this.heard, this.conduct.isPlace);
    if (typeof question === 'string') {
      story.problem ??= `${question}: “${joined(this.heard)}”`;
      return this.perform([{ do: 'hangup' }], wait);
    }
    // The emergency page does not say what became of the page before it.
    if (question.name === 'fallback') story.fallback = true;
    else if (!story.fallback) story.unheard = [];
    story.asked.push(question.name);
    const turn = story.asked.length - 1;
    const deeds: Deed[] = turn < PATIENCE ? this.conduct.behave(question, turn) : [{ do: 'hangup' }];
    if (deeds[0]?.do !== 'hangup') story.unheard.push({ question: question.name, deeds });
    return this.perform(deeds, wait);
  }

  /** Keeps the news in what was just said. */
  private remember(): void {
    const { story } = this;
    const text = joined(this.heard);
    story.lastWords = text;
    const news = newsIn(text);
    story.opened.push(...news.opened);
    story.complaints.push(...news.complaints);
    story.reopened.push(...news.reopened);
    story.chased ||= news.chased;
    story.progress ||= news.progress;
    story.greeted ||= news.greeted;
    if (news.message === 'recorded' || news.message === 'promised') story.message = news.message;
    // Told that nobody can call them back: whether words were kept, they know themselves.
    if (news.message === 'unreachable') story.message = this.spoke() ? 'recorded' : 'promised';
  }

  private spoke(): boolean {
    const last = this.story.unheard.at(-1);
    return last?.deeds.some((deed) => deed.do === 'recording') ?? false;
  }

  private end(event: Extract<PhoneEvent, { type: 'ended' }>): void {
    const { story } = this;
    story.status = event.status;
    if (event.error) story.brokeDown = true;
    const connected = event.status === 'completed';
    if (!connected || story.hungUp || story.brokeDown) return;
    this.remember();
    // Who spoke with an agent was not dismissed by the menu.
    if (this.away === 'speaking') return;
    if (!isEnding(story.lastWords)) story.problem ??= `the hotline ended the call with: “${story.lastWords}”`;
    else if (!story.fallback) story.unheard = [];
  }

  private async perform(deeds: Deed[], wait: Wait): Promise<void> {
    for (const deed of deeds) {
      if (deed.do === 'hangup' || (deed.do === 'recording' && deed.hangup)) this.story.hungUp = true;
      if (!(await this.insist(deed, wait))) return;
    }
  }

  /** Does it, and makes sure that it arrived once, whatever became of the request. False when the call went on without. */
  private async insist(deed: Deed, wait: Wait): Promise<boolean> {
    for (let tries = 0; tries < RETRIES; tries++) {
      const done = await this.phone.act(this.story.sid, deed);
      if (done === 'done') return true;
      if (done === 'unknown') {
        const call = await this.phone.call(this.story.sid);
        this.follow(call);
        const arrived = call.timeline.some(
          (event) => event.type === 'input' && event.id > wait.id && event.kind === deed.do,
        );
        if (arrived) return true;
      }
      const goneOn = this.queue.some(
        ({ type, id }) => (type === 'ended' || type === 'waited') && id > wait.id,
      );
      if (goneOn) return deed.do === 'hangup';
      await sleep(RETRY_MS);
    }
    this.story.problem ??= `the call does not take “${deed.do}” at ${wait.step}`;
    return false;
  }
}
