import { type Call, Device } from '@twilio/voice-sdk';
import { type AudioDevices, type MakeDevice, SoftphoneFault, type SoftphoneProblem } from './device.ts';
import { Listeners } from './events.ts';

/** The carrier's error codes, as far as an agent can do something about them. */
const PROBLEM_OF: Record<number, SoftphoneProblem> = {
  20101: 'sign_in', // access token invalid
  20103: 'sign_in',
  20104: 'sign_in', // expired
  20151: 'sign_in', // authentication failed
  31201: 'sign_in',
  31202: 'sign_in',
  31204: 'sign_in',
  31205: 'sign_in',
  31207: 'sign_in',
  31401: 'microphone_refused',
  31402: 'microphone_missing',
  31003: 'network',
  31005: 'network',
  31009: 'network',
  31530: 'network',
  53000: 'network', // signalling
  53001: 'network',
  53400: 'network', // media
  53405: 'network',
};
const EXPIRED = new Set([20104, 31205]);
const REFRESH_MS = 60_000;
/** Without signalling the SDK waits for ever; an offer does not. */
const CONNECT_MS = 12_000;

/** The carrier's own softphone (Twilio Voice JS SDK). */
export const makeTwilioDevice: MakeDevice = async ({ token }) => {
  if (!window.isSecureContext) throw new SoftphoneFault('insecure');
  if (!Device.isSupported) throw new SoftphoneFault('unsupported');
  const listeners = new Listeners();
  const device = deviceWith(await token());
  let call: Call | null = null;
  const renew = async () => {
    try {
      device.updateToken(await token());
    } catch {
      // Asked again at the next call, and when the carrier refuses.
      listeners.tell('error', 'network');
    }
  };
  device.on('registered', () => listeners.tell('registered'));
  device.on('unregistered', () => listeners.tell('unregistered'));
  device.on('tokenWillExpire', renew);
  device.on('error', (error: { code?: number }) => {
    if (EXPIRED.has(error.code ?? 0)) void renew();
    // Without a call it is the way to the carrier, whatever the code.
    else listeners.tell('error', call ? problemOf(error) : problemOf(error, 'network'));
  });
  // Ringing is ours, and a call begins when the agent says so.
  device.audio?.incoming(false);
  device.audio?.outgoing(false);
  const tellDevices = () => listeners.tell('devices', audioOf(device));
  device.audio?.on('deviceChange', tellDevices);

  const follow = (begun: Call) => {
    call = begun;
    const ended = () => {
      if (call !== begun) return;
      call = null;
      listeners.tell('disconnected');
    };
    begun.on('accept', () => listeners.tell('connected'));
    for (const end of ['disconnect', 'cancel', 'reject']) begun.on(end, ended);
    begun.on('reconnecting', () => listeners.tell('reconnecting'));
    begun.on('reconnected', () => listeners.tell('reconnected'));
    begun.on('warning', (name: string) => listeners.tell('warning', name));
    begun.on('warning-cleared', (name: string) => listeners.tell('warningCleared', name));
    begun.on('error', (error: { code?: number }) => listeners.tell('error', problemOf(error)));
  };

  // Offers come from the hotline, not as calls to this client: signing in merely shows early that it works.
  device.register().catch((error: { code?: number }) => listeners.tell('error', problemOf(error)));

  return {
    say: null,
    on: (event, listener) => listeners.add(event, listener),
    prepare: async () => {
      await askMicrophone();
      tellDevices();
    },
    connect: async (params) => {
      const begun = device.connect({ params: { ...params } });
      const made = await Promise.race([
        begun.catch((error: unknown) => new SoftphoneFault(problemOf(error), error)),
        after(CONNECT_MS),
      ]);
      if (made instanceof SoftphoneFault) throw made;
      if (made) return follow(made);
      // Should it come about after all, nobody waits for it any more.
      begun.then(
        (late) => late.disconnect(),
        () => undefined,
      );
      throw new SoftphoneFault('network');
    },
    disconnect: () => call?.disconnect(),
    mute: (muted) => call?.mute(muted),
    sendDigits: (digits) => call?.sendDigits(digits),
    chooseInput: async (id) => {
      await device.audio?.setInputDevice(id);
      tellDevices();
    },
    chooseOutput: async (id) => {
      await device.audio?.speakerDevices.set(id);
      tellDevices();
    },
    close: () => device.destroy(),
  };
};

/** Throws SoftphoneFault for a token that is none. */
function deviceWith(token: string): Device {
  try {
    return new Device(token, {
      appName: 'yixian',
      closeProtection: true,
      codecPreferences: ['opus', 'pcmu'] as Call.Codec[],
      // Keeps a call through a short cut of the network.
      maxCallSignalingTimeoutMs: 30_000,
      tokenRefreshMs: REFRESH_MS,
      logLevel: 'error',
    });
  } catch (error) {
    throw new SoftphoneFault(problemOf(error), error);
  }
}

function problemOf(error: unknown, otherwise: SoftphoneProblem = 'call_failed'): SoftphoneProblem {
  const { code } = error as { code?: number };
  return PROBLEM_OF[code ?? 0] ?? otherwise;
}

const after = (milliseconds: number) =>
  new Promise<null>((done) => {
    setTimeout(() => done(null), milliseconds);
  });

/** Names of devices are only told once the microphone was granted. */
async function askMicrophone(): Promise<void> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
  } catch (error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError';
    throw new SoftphoneFault(refused ? 'microphone_refused' : 'microphone_missing', error);
  }
}

function audioOf({ audio }: Device): AudioDevices {
  const list = (devices: Map<string, MediaDeviceInfo> | undefined) =>
    [...(devices ?? [])].map(([id, { label }]) => ({ id, label }));
  const [speaker] = audio?.speakerDevices.get() ?? [];
  return {
    inputs: list(audio?.availableInputDevices),
    outputs: audio?.isOutputSelectionSupported ? list(audio.availableOutputDevices) : [],
    input: audio?.inputDevice?.deviceId ?? null,
    output: speaker?.deviceId ?? null,
  };
}
