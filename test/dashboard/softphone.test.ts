import { expect } from 'chai';
import {
  type DeviceOptions,
  type SoftphoneDevice,
  type SoftphoneEvents,
  SoftphoneFault,
} from '../../dashboard/src/softphone/device.ts';
import { Listeners } from '../../dashboard/src/softphone/events.ts';
import { Softphone, type SoftphoneOptions } from '../../dashboard/src/softphone/softphone.ts';
import type { DeviceParams, Softphone as SignIn } from '../../domain/contracts/desk.ts';

/** A device whose line is the test. */
class FakeDevice implements SoftphoneDevice {
  listeners = new Listeners();
  said: string[] = [];
  connects: DeviceParams[] = [];
  fails: Error | null = null;
  unprepared: Error | null = null;
  closed = false;
  say = (text: string) => void this.said.push(`say ${text}`);

  async prepare() {
    if (this.unprepared) throw this.unprepared;
  }
  async connect(params: DeviceParams) {
    this.connects.push(params);
    if (this.fails) throw this.fails;
  }
  disconnect() {
    this.said.push('disconnect');
  }
  mute(muted: boolean) {
    this.said.push(`mute ${muted}`);
  }
  sendDigits(digits: string) {
    this.said.push(`digits ${digits}`);
  }
  async chooseInput() {}
  async chooseOutput() {}
  on<E extends keyof SoftphoneEvents>(event: E, listener: (...told: SoftphoneEvents[E]) => void) {
    this.listeners.add(event, listener);
  }
  close() {
    this.closed = true;
  }
}

describe('the softphone', () => {
  let device: FakeDevice;
  let now: number;
  let signIns: number;
  let answers: (SignIn | Error)[];
  let given: DeviceOptions | null;
  let pauses: number[];
  const signedIn = (token: string, mode: SignIn['mode'] = 'twilio'): SignIn => ({
    mode,
    identity: 'agent-7',
    token,
    expiresAt: new Date(now + 600_000).toISOString(),
  });
  const options = (): SoftphoneOptions => {
    const make = async () => async (asked: DeviceOptions) => {
      given = asked;
      return device;
    };
    return {
      now: () => now,
      pause: async (milliseconds) => void pauses.push(milliseconds),
      signIn: async () => {
        signIns += 1;
        const answer = answers.shift() ?? signedIn(`token ${signIns}`);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      makerOf: { twilio: make, simulated: make },
    };
  };
  let phone: Softphone;
  beforeEach(() => {
    device = new FakeDevice();
    now = Date.parse('2026-03-02T06:00:00Z');
    signIns = 0;
    answers = [];
    given = null;
    pauses = [];
    phone = new Softphone(options());
  });
  afterEach(() => phone.close());
  const tell = <E extends keyof SoftphoneEvents>(event: E, ...told: SoftphoneEvents[E]) =>
    device.listeners.tell(event, ...told);

  it('makes the device that the hotline names, with its identity', async () => {
    answers = [signedIn('t', 'simulated')];
    await phone.start();
    expect(phone.state).to.include({ mode: 'simulated', line: 'ready', call: 'none' });
    expect(given?.identity).to.equal('agent-7');
  });

  it('tries again, ever more slowly, while the hotline cannot be reached', async () => {
    answers = [new Error('offline'), new Error('offline')];
    await phone.start();
    expect(pauses).to.deep.equal([1_000, 3_000]);
    expect(phone.state.line).to.equal('ready');
  });

  it('does not try again what cannot be: no https', async () => {
    answers = [new SoftphoneFault('insecure')];
    await phone.start();
    expect(pauses).to.deep.equal([]);
    expect(phone.state).to.include({ line: 'failed', problem: 'insecure' });
  });

  it('gives a token that still holds for a while, and a new one when it does not', async () => {
    await phone.start();
    expect(await given?.token()).to.equal('token 1');
    now += 490_000;
    expect(await given?.token()).to.equal('token 2');
    expect(signIns).to.equal(2);
  });

  it('goes through a call: connecting, connected, cut and back, over', async () => {
    await phone.start();
    await phone.connect({ Offer: '12' });
    expect(phone.state).to.include({ call: 'connecting' });
    expect(device.connects).to.deep.equal([{ Offer: '12' }]);
    tell('connected');
    expect(phone.state.call).to.equal('connected');
    tell('reconnecting');
    expect(phone.state.call).to.equal('reconnecting');
    tell('reconnected');
    phone.mute(true);
    expect(phone.state).to.include({ call: 'connected', muted: true });
    tell('disconnected');
    expect(phone.state).to.include({ call: 'none', muted: false, params: null });
    expect(device.said).to.deep.equal(['mute true']);
  });

  it('makes one call at a time', async () => {
    await phone.start();
    await phone.connect({ Offer: '12' });
    await phone.connect({ Offer: '13' });
    expect(device.connects).to.have.length(1);
  });

  it('says why a call did not begin, and can begin the next', async () => {
    await phone.start();
    device.fails = new SoftphoneFault('microphone_refused');
    await phone.connect({ Offer: '12' });
    expect(phone.state).to.include({ call: 'none', problem: 'microphone_refused' });
    device.fails = null;
    await phone.connect({ Offer: '13' });
    expect(phone.state).to.include({ call: 'connecting', problem: null });
  });

  it('says that the microphone is missing before the first call, and sees when it is there', async () => {
    device.unprepared = new SoftphoneFault('microphone_missing');
    await phone.start();
    expect(phone.state).to.include({ line: 'ready', problem: 'microphone_missing' });
    device.unprepared = null;
    await phone.prepare();
    expect(phone.state.problem).to.equal(null);
  });

  it('takes back that the network is away when it is there again, and nothing else', async () => {
    await phone.start();
    tell('error', 'network');
    tell('unregistered');
    expect(phone.state).to.include({ line: 'lost', problem: 'network' });
    tell('registered');
    expect(phone.state).to.include({ line: 'ready', problem: null });
    tell('error', 'microphone_missing');
    tell('registered');
    expect(phone.state.problem).to.equal('microphone_missing');
  });

  it('tells what is wrong with the sound as long as it is', async () => {
    await phone.start();
    await phone.connect({ Offer: '12' });
    tell('warning', 'low-mos');
    tell('warning', 'low-mos');
    tell('warning', 'high-jitter');
    expect(phone.state.warnings).to.deep.equal(['low-mos', 'high-jitter']);
    tell('warningCleared', 'low-mos');
    expect(phone.state.warnings).to.deep.equal(['high-jitter']);
    tell('disconnected');
    expect(phone.state.warnings).to.deep.equal([]);
  });

  it('keeps what was said on this call, and nothing of the one before', async () => {
    await phone.start();
    await phone.connect({ Offer: '12' });
    tell('spoken', { from: 'other', who: '+8613800138000', text: '空调不制冷' });
    expect(phone.state.spoken.map(({ text }) => text)).to.deep.equal(['空调不制冷']);
    tell('disconnected');
    await phone.connect({ Offer: '13' });
    expect(phone.state.spoken).to.deep.equal([]);
  });

  it('lets go of a device that was made after it was closed', async () => {
    const starting = phone.start();
    phone.close();
    await starting;
    expect(device.closed).to.equal(true);
  });
});
