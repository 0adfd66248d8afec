import { type MakeDevice, SoftphoneFault } from './device.ts';
import { Listeners } from './events.ts';

/** What happens on the line of the simulated carrier, as far as it is heard here. */
interface LineEvent {
  type: string;
  sid: string;
  text?: string;
  from?: string;
}
/** Answered is not enough: nobody is spoken with yet. */
const UP = new Set(['connected', 'waiting', 'prompt']);

/** The stand-in where the carrier is the simulated one: no sound, what is said is written. */
export const makeSimulatedDevice: MakeDevice = async ({ identity, token }) => {
  const listeners = new Listeners();
  let sid: string | null = null;
  let up = false;
  let muted = false;
  /** Heard before the carrier said which call is ours. */
  let early: LineEvent[] | null = null;

  const post = (path: string, body: object = {}) =>
    fetch(`/phone/api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const onCall = (act: string, body?: object) => {
    if (sid) void post(`/calls/${sid}/${act}`, body).catch(() => listeners.tell('error', 'network'));
  };
  const ended = () => {
    sid = null;
    up = false;
    listeners.tell('disconnected');
  };
  const hear = (event: LineEvent) => {
    if (early) early.push(event);
    if (event.sid !== sid) return;
    if (UP.has(event.type) && !up) {
      up = true;
      listeners.tell('connected');
    }
    if (event.type === 'prompt' && event.text)
      listeners.tell('spoken', { from: 'line', who: '', text: event.text });
    if (event.type === 'heard' && event.text)
      listeners.tell('spoken', { from: 'other', who: event.from ?? '', text: event.text });
    if (event.type === 'ended') ended();
  };

  const stream = new EventSource(`/phone/api/events?number=${encodeURIComponent(`client:${identity}`)}`);
  let lost = false;
  stream.addEventListener('message', ({ data }) => hear(JSON.parse(String(data)) as LineEvent));
  stream.addEventListener('open', () => {
    listeners.tell('registered');
    if (!lost) return;
    lost = false;
    void caughtUp();
  });
  stream.addEventListener('error', () => {
    if (lost) return;
    lost = true;
    listeners.tell('unregistered');
    if (sid) listeners.tell('reconnecting');
  });
  /** What happened on the call meanwhile. */
  const caughtUp = async () => {
    if (!sid) return;
    const response = await fetch(`/phone/api/calls/${sid}`).catch(() => null);
    const call = response?.ok ? ((await response.json()) as { status: string }) : null;
    if (call?.status === 'in-progress') listeners.tell('reconnected');
    else ended();
  };
  // A page that goes takes its telephone with it, as a real one would.
  const leave = () => sid && navigator.sendBeacon(`/phone/api/calls/${sid}/hangup`);
  window.addEventListener('pagehide', leave);

  return {
    prepare: () => Promise.resolve(),
    chooseInput: () => Promise.resolve(),
    chooseOutput: () => Promise.resolve(),
    on: (event, listener) => listeners.add(event, listener),
    connect: async (params) => {
      early = [];
      try {
        const response = await post('/clients/connect', { token: await token(), params });
        if (!response.ok) throw new SoftphoneFault('call_failed');
        sid = ((await response.json()) as { sid: string }).sid;
        up = false;
        muted = false;
        const heard = early;
        early = null;
        for (const event of heard) hear(event);
      } catch (error) {
        throw error instanceof SoftphoneFault ? error : new SoftphoneFault('network', error);
      } finally {
        early = null;
      }
    },
    disconnect: () => onCall('hangup'),
    mute: (to) => {
      muted = to;
    },
    sendDigits: (digits) => onCall('keys', { digits }),
    say: (text) => {
      if (muted || !sid) return;
      onCall('speech', { text });
      listeners.tell('spoken', { from: 'me', who: identity, text });
    },
    close: () => {
      leave();
      window.removeEventListener('pagehide', leave);
      stream.close();
    },
  };
};
