import type { DeviceParams } from '../../../domain/contracts/desk.ts';

/** What keeps an agent from speaking, each with words that say what to do about it. */
export const SOFTPHONE_PROBLEMS = [
  'microphone_refused',
  'microphone_missing',
  'insecure', // browsers give no microphone to a page without https
  'unsupported',
  'sign_in', // the carrier does not accept the token
  'network',
  'call_failed',
] as const;
export type SoftphoneProblem = (typeof SOFTPHONE_PROBLEMS)[number];

/** What `connect` and `prepare` reject with. */
export class SoftphoneFault extends Error {
  readonly problem: SoftphoneProblem;
  constructor(problem: SoftphoneProblem, cause?: unknown) {
    super(problem, { cause });
    this.name = 'SoftphoneFault';
    this.problem = problem;
  }
}

export interface AudioDevices {
  inputs: { id: string; label: string }[];
  outputs: { id: string; label: string }[];
  input: string | null;
  output: string | null;
}

/** Who said it; `me` is what the agent typed where there is no sound. */
export interface SpokenLine {
  id: number;
  from: 'line' | 'other' | 'me';
  /** The number or identity of whoever spoke, '' for the line itself. */
  who: string;
  text: string;
}

export interface SoftphoneEvents {
  /** Signed in at the carrier. */
  registered: [];
  unregistered: [];
  connected: [];
  disconnected: [];
  reconnecting: [];
  reconnected: [];
  warning: [name: string];
  warningCleared: [name: string];
  error: [problem: SoftphoneProblem];
  devices: [devices: AudioDevices];
  /** Without sound: what is said. */
  spoken: [line: Omit<SpokenLine, 'id'>];
}

/** A telephone in the browser: the carrier's own, or its stand-in. One call at a time. */
export interface SoftphoneDevice {
  /** Asks for the microphone ahead of the first call. Rejects with SoftphoneFault. */
  prepare(): Promise<void>;
  /** Begins a call; it is up at `connected`. Rejects with SoftphoneFault. */
  connect(params: DeviceParams): Promise<void>;
  disconnect(): void;
  mute(muted: boolean): void;
  /** Keys 0–9, * and #. */
  sendDigits(digits: string): void;
  chooseInput(id: string): Promise<void>;
  chooseOutput(id: string): Promise<void>;
  /** Speaks without sound; null where there is a microphone. */
  say: ((text: string) => void) | null;
  on<E extends keyof SoftphoneEvents>(event: E, listener: (...told: SoftphoneEvents[E]) => void): void;
  /** Ends its call and lets go of everything. */
  close(): void;
}

/** What a maker is given. */
export interface DeviceOptions {
  /** Who it is at the carrier: 'agent-12'. */
  identity: string;
  /** A token that is good for some minutes yet. */
  token: () => Promise<string>;
}
export type MakeDevice = (options: DeviceOptions) => Promise<SoftphoneDevice>;
