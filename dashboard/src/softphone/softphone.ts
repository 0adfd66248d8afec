import type { DeviceParams, Softphone as SignIn } from '../../../domain/contracts/desk.ts';
import {
  type AudioDevices,
  type MakeDevice,
  type SoftphoneDevice,
  SoftphoneFault,
  type SoftphoneProblem,
  type SpokenLine,
} from './device.ts';

export interface PhoneState {
  mode: SignIn['mode'] | null;
  /** Whether a call could be made now. */
  line: 'starting' | 'ready' | 'lost' | 'failed';
  call: 'none' | 'connecting' | 'connected' | 'reconnecting';
  /** What the call in hand was made with. */
  params: DeviceParams | null;
  muted: boolean;
  /** Names of what is wrong with the sound just now. */
  warnings: string[];
  problem: SoftphoneProblem | null;
  devices: AudioDevices | null;
  /** Without sound: what was said on this call, the newest last. */
  spoken: SpokenLine[];
}

export interface SoftphoneOptions {
  signIn: () => Promise<SignIn>;
  makerOf: Record<SignIn['mode'], () => Promise<MakeDevice>>;
  now: () => number;
  /** Waits; a test need not. */
  pause?: (milliseconds: number) => Promise<void>;
}

const KEPT_LINES = 50;
/** A token with less left than this is asked for anew. */
const TOKEN_LEFT_MS = 120_000;
const AGAIN_MS = [1_000, 3_000, 10_000, 30_000];
const NO_CALL: Pick<PhoneState, 'call' | 'params' | 'muted' | 'warnings'> = {
  call: 'none',
  params: null,
  muted: false,
  warnings: [],
};
const sleep = (milliseconds: number) =>
  new Promise<void>((done) => {
    setTimeout(done, milliseconds);
  });

/**
 * The telephone of whoever is signed in, for all pages: makes the device that the hotline names, keeps it signed in,
 * and tells React how it stands.
 */
export class Softphone {
  #options: SoftphoneOptions;
  #device: SoftphoneDevice | null = null;
  #signedIn: SignIn | null = null;
  #state: PhoneState = {
    mode: null,
    line: 'starting',
    ...NO_CALL,
    problem: null,
    devices: null,
    spoken: [],
  };
  #watchers = new Set<() => void>();
  #closed = false;
  #lines = 0;

  constructor(options: SoftphoneOptions) {
    this.#options = options;
  }

  get state(): PhoneState {
    return this.#state;
  }

  watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  /** Makes the device; tries until it is there or cannot be. */
  async start(): Promise<void> {
    for (let tries = 0; !this.#closed && !this.#device; tries += 1) {
      try {
        await this.#make();
      } catch (error) {
        if (error instanceof SoftphoneFault && error.problem !== 'network') {
          this.#set({ line: 'failed', problem: error.problem });
          return;
        }
        this.#set({ line: 'lost' });
        const wait = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] ?? 0;
        await (this.#options.pause ?? sleep)(wait);
      }
    }
  }

  close(): void {
    this.#closed = true;
    this.#device?.close();
    this.#device = null;
  }

  /** Tries the microphone again after somebody has seen to it. */
  async prepare(): Promise<void> {
    if (!this.#device) {
      this.#set({ line: 'starting', problem: null });
      await this.start();
      return;
    }
    try {
      await this.#device.prepare();
      this.#set({ problem: null });
    } catch (error) {
      this.#set({ problem: problemOf(error) });
    }
  }

  /** Begins a call: takes an offer, or joins a colleague's. Says by its state what became of it. */
  async connect(params: DeviceParams): Promise<void> {
    if (this.#state.call !== 'none') return;
    if (!this.#device) {
      this.#set({ problem: this.#state.problem ?? 'network' });
      return;
    }
    this.#set({ ...NO_CALL, call: 'connecting', params, problem: null, spoken: [] });
    try {
      await this.#device.connect(params);
    } catch (error) {
      this.#set({ ...NO_CALL, problem: problemOf(error) });
    }
  }

  disconnect = (): void => this.#device?.disconnect();

  mute = (muted: boolean): void => {
    if (this.#state.call === 'none') return;
    this.#device?.mute(muted);
    this.#set({ muted });
  };

  sendDigits = (digits: string): void => this.#device?.sendDigits(digits);

  /** Only where there is no sound. */
  say = (text: string): void => this.#device?.say?.(text);

  choose(which: 'input' | 'output', id: string): void {
    const done = which === 'input' ? this.#device?.chooseInput(id) : this.#device?.chooseOutput(id);
    done?.catch(() => this.#set({ problem: 'microphone_missing' }));
  }

  dismiss = (): void => this.#set({ problem: null });

  async #make(): Promise<void> {
    const { mode, identity } = await this.#freshSignIn();
    const make = await this.#options.makerOf[mode]();
    const device = await make({ identity, token: async () => (await this.#freshSignIn()).token });
    if (this.#closed) {
      device.close();
      return;
    }
    this.#device = device;
    this.#set({ mode, line: 'ready', problem: null });
    const again = (change: Partial<PhoneState>) => {
      const { problem } = this.#state;
      this.#set({ ...change, problem: problem === 'network' || problem === 'sign_in' ? null : problem });
    };
    device.on('registered', () => again({ line: 'ready' }));
    device.on('unregistered', () => this.#set({ line: 'lost' }));
    device.on('connected', () => again({ call: 'connected' }));
    device.on('disconnected', () => this.#set({ ...NO_CALL }));
    device.on('reconnecting', () => this.#set({ call: 'reconnecting' }));
    device.on('reconnected', () => again({ call: 'connected' }));
    device.on('error', (problem) => this.#set({ problem }));
    device.on('devices', (devices) => this.#set({ devices }));
    device.on('warning', (name) => {
      if (!this.#state.warnings.includes(name)) this.#set({ warnings: [...this.#state.warnings, name] });
    });
    device.on('warningCleared', (name) =>
      this.#set({ warnings: this.#state.warnings.filter((known) => known !== name) }),
    );
    device.on('spoken', (line) => {
      this.#lines += 1;
      this.#set({ spoken: [...this.#state.spoken, { ...line, id: this.#lines }].slice(-KEPT_LINES) });
    });
    await this.prepare();
  }

  async #freshSignIn(): Promise<SignIn> {
    const known = this.#signedIn;
    if (known && Date.parse(known.expiresAt) - this.#options.now() > TOKEN_LEFT_MS) return known;
    this.#signedIn = await this.#options.signIn();
    return this.#signedIn;
  }

  #set(change: Partial<PhoneState>): void {
    if (this.#closed) return;
    this.#state = { ...this.#state, ...change };
    for (const changed of this.#watchers) changed();
  }
}

const problemOf = (error: unknown): SoftphoneProblem =>
  error instanceof SoftphoneFault ? error.problem : 'call_failed';
