import { io, type Socket } from 'socket.io-client';
import type { Reference } from '../../domain/contracts/api.ts';
import type { DeskView, Softphone } from '../../domain/contracts/desk.ts';
import type { ClientToServer, ServerToClient } from '../../domain/contracts/sockets.ts';
import { type Hotline, Refused } from './hotline.ts';
import type { Phone } from './phone.ts';
import { inParallel, sleep } from './pool.ts';
import { Random } from './random.ts';

/** One conversation, as the agent lived it. Instants are milliseconds of this machine's clock. */
export interface Talk {
  agent: string;
  contactId: number;
  kind: 'call' | 'callback' | 'transfer' | 'consult' | 'followup';
  /** From seeing the offer to speaking. */
  takenMs: number;
  /** From speaking to the end of wrapping up. */
  handledMs: number | null;
  openedTicket: boolean;
}

const LOOK_MS = 1_000;

/** The agents of the customer-service centre: each with a socket for their desk and a telephone in the browser. */
export class Agents {
  readonly talks: Talk[] = [];
  /** Offers that an agent saw and let go. */
  missed = 0;
  declined = 0;
  transferred = 0;
  readonly count: number;
  private readonly hotline: Hotline;
  private readonly agents: Agent[];

  constructor(
    world: { hotline: Hotline; phone: Phone; seed: string; onError: (error: unknown) => void },
    count: number,
  ) {
    this.count = count;
    this.hotline = world.hotline;
    this.agents = Array.from(
      { length: count },
      (_, index) => new Agent({ ...world, log: this }, index === 0 ? 'agent' : `agent${index + 1}`),
    );
  }

  /** Everybody sits down; resolves when all take calls. */
  async start(): Promise<void> {
    const { districts } = await this.hotline.get<Reference>('/api/reference', 'agent');
    const counties = districts.filter(({ parentCode }) => parentCode !== null).map(({ code }) => code);
    await inParallel(this.agents, 4, (agent) => agent.start(counties));
  }

  /** Until nobody waits and nobody speaks, for a little while; then everybody goes home. */
  async goHome(stopped: () => boolean): Promise<void> {
    for (let still = 0; still < 5 && !stopped(); ) {
      const { waiting } = await this.hotline.get<{ waiting: number }>('/api/wallboard', 'dispatcher');
      still = waiting === 0 && this.agents.every(({ busy }) => !busy) ? still + 1 : 0;
      await sleep(LOOK_MS);
    }
    await this.stop();
  }

  async stop(): Promise<void> {
    await inParallel(this.agents, 4, (agent) => agent.stop());
  }
}

interface Log {
  talks: Talk[];
  missed: number;
  declined: number;
  transferred: number;
}

/** One agent: looks at the desk whenever it changes, and does what there is to do, once. */
class Agent {
  private readonly hotline: Hotline;
  private readonly phone: Phone;
  private readonly seed: string;
  private readonly name: string;
  private readonly log: Log;
  private readonly onError: (error: unknown) => void;
  private readonly done = new Set<string>();
  private socket: Socket<ServerToClient, ClientToServer> | undefined;
  private softphone: Softphone | undefined;
  private view: DeskView | undefined;
  private talk: (Talk & { since: number }) | undefined;
  private going = false;
  private counties: string[] = [];

  constructor(
    world: {
      hotline: Hotline;
      phone: Phone;
      seed: string;
      log: Log;
      onError: (error: unknown) => void;
    },
    name: string,
  ) {
    this.hotline = world.hotline;
    this.phone = world.phone;
    this.seed = world.seed;
    this.log = world.log;
    this.onError = world.onError;
    this.name = name;
  }

  get busy(): boolean {
    return this.view !== undefined && ['offered', 'on_call', 'wrap_up'].includes(this.view.state);
  }

  async start(counties: string[]): Promise<void> {
    this.counties = counties;
    const token = await this.hotline.session(this.name);
    this.softphone = await this.hotline.get<Softphone>('/api/desk/softphone', this.name);
    this.socket = io(this.hotline.url, { auth: { token }, transports: ['websocket'] });
    this.socket.on('connect', () => {
      this.socket?.emit('desk:open', (answer) => {
        if (answer.ok) this.see(answer.desk);
      });
    });
    this.socket.on('desk:view', (view) => this.see(view));
    await this.setState('available');
  }

  async stop(): Promise<void> {
    this.going = true;
    await this.setState('signed_out').catch(this.onError);
    this.socket?.disconnect();
  }

  private async setState(state: 'available' | 'signed_out'): Promise<void> {
    const view = await this.hotline.post<DeskView>('/api/desk/state', { state }, this.name);
    this.see(view);
  }

  private see(view: DeskView): void {
    if (this.view && view.version < this.view.version) return;
    this.view = view;
    this.finishTalk(view);
    if (this.going) return;
    if (view.offer) this.once(`offer-${view.offer.id}`, (random) => this.answer(view.offer, random));
    if (view.call && view.state === 'on_call' && view.call.dialling === 'no')
      this.once(`call-${view.call.caller.contactId}`, (random) => this.speak(view, random));
    if (view.state === 'wrap_up')
      this.once(`wrap-${view.call?.caller.contactId}-${view.since}`, (random) => this.wrapUp(random));
    if (view.state === 'away' || view.state === 'break')
      this.once(`away-${view.since}`, (random) => this.comeBack(random));
  }

  /** Each thing is done once, however often the desk says that it is there to be done. */
  private once(key: string, act: (random: Random) => Promise<void>): void {
    if (this.done.has(key)) return;
    this.done.add(key);
    act(new Random(this.seed, this.name, key)).catch((error) => {
      // The call went on without: the caller hung up, or a colleague has it.
      if (!(error instanceof Refused && [403, 404, 409].includes(error.status))) this.onError(error);
    });
  }

  private async answer(offer: DeskView['offer'], random: Random): Promise<void> {
    if (!offer || !this.softphone) return;
    const from = performance.now();
    const how = random.weigh({ take: 93, miss: 4, decline: 3 });
    if (how === 'miss') {
      this.log.missed++;
      return;
    }
    await sleep(random.int(200, 1_500));
    if (how === 'decline') {
      this.log.declined++;
      await this.hotline.post(`/api/desk/offers/${offer.id}/decline`, {}, this.name);
      return;
    }
    const sid = await this.phone.connectClient(this.softphone.token, { Offer: String(offer.id) });
    if (!sid) return;
    this.talk = {
      agent: this.name,
      contactId: offer.caller.contactId,
      kind: offer.kind,
      takenMs: Math.round(performance.now() - from),
      handledMs: null,
      openedTicket: false,
      since: performance.now(),
    };
  }

  /** Speaks for a while, does what an agent does meanwhile, and ends the call or leaves that to the customer. */
  private async speak(view: DeskView, random: Random): Promise<void> {
    const { call } = view;
    if (!call) return;
    const { contactId, number } = call.caller;
    if (this.talk) this.talk.contactId = contactId;
    await sleep(random.int(1_000, 4_000));
    if (random.chance(0.1)) {
      await this.post('hold', { held: true });
      await sleep(random.int(300, 1_500));
      await this.post('hold', { held: false });
    }
    if (random.chance(0.25)) {
      await this.hotline.post(
        '/api/tickets',
        requestOf(random, contactId, number, random.pick(this.counties)),
        this.name,
      );
      if (this.talk) this.talk.openedTicket = true;
    }
    if (random.chance(0.04)) {
      this.log.transferred++;
      await this.post('transfer', { how: 'cold', to: { skills: [`lang:${call.caller.language}`] } });
      return;
    }
    await sleep(random.int(1_000, 5_000));
    if (random.chance(0.7)) await this.post('hangup', {});
  }

  private async wrapUp(random: Random): Promise<void> {
    await sleep(random.int(300, 1_500));
    const subject = random.weigh({ new_request: 3, open_ticket: 3, advice: 3, other: 1 });
    await this.post('dispose', { subject, note: '已说明处理办法。', done: true });
  }

  private async comeBack(random: Random): Promise<void> {
    await sleep(random.int(1_000, 3_000));
    if (!this.going) await this.setState('available');
  }

  private post(what: string, body: object): Promise<unknown> {
    return this.hotline.post(`/api/desk/${what}`, body, this.name);
  }

  private finishTalk(view: DeskView): void {
    if (!this.talk || view.state === 'on_call' || view.state === 'offered' || view.state === 'wrap_up')
      return;
    const { since, ...talk } = this.talk;
    this.talk = undefined;
    this.log.talks.push({ ...talk, handledMs: Math.round(performance.now() - since) });
  }
}

/** What a caller told the agent. */
function requestOf(random: Random, contactId: number, number: string, districtCode: string) {
  const kind = random.weigh({ repair: 6, installation: 2, maintenance: 2 });
  return {
    kind,
    category: random.pick(['air_conditioner', 'television', 'range_hood', 'washing_machine']),
    // Who hides their number, or has none to be rung at, says one.
    contactNumber: /^\+\d{11,}$/.test(number) ? number : `139${random.digits(8)}`,
    districtCode,
    address: `人民路${random.int(1, 300)}号${random.int(1, 20)}栋`,
    description: '客户来电报修，已核对信息。',
    contactId,
  };
}
