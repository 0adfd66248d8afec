import { expect } from 'chai';
import type { PhoneEvent } from '../../simulator/carrier/types.ts';
import { applyEvent, replay } from '../../simulator/phone/src/call-state.ts';
import { asCallee, asCaller, grouped, partyName } from '../../simulator/phone/src/numbers.ts';

let id = 0;
function event(content: object): PhoneEvent {
  id += 1;
  return {
    id,
    at: new Date(id * 1000).toISOString(),
    sid: 'CA1',
    number: '+8613800138000',
    ...content,
  } as PhoneEvent;
}

const gather = {
  type: 'gather',
  for: 'gather',
  input: ['dtmf'],
  numDigits: 1,
  finishOnKey: '#',
  hints: [],
  step: '/a',
};
const say = (text: string) =>
  event({ type: 'prompt', verb: 'Say', text, language: 'zh-CN', voice: '', durationMs: 1 });

describe('virtual phone: a call as it is shown', () => {
  it('goes from dialling over the menu to its end', () => {
    let call = applyEvent(undefined, event({ type: 'dialled', from: '', to: '', pace: 'real' }));
    expect(call).to.include({ direction: 'out', phase: 'ringing' });
    call = applyEvent(call, event({ type: 'answered' }));
    expect(call?.phase).to.equal('talking');
    call = applyEvent(call, event(gather));
    call = applyEvent(call, say('报修请按一'));
    expect(call?.waiting?.for).to.equal('gather');
    call = applyEvent(call, event({ type: 'input', kind: 'keys', text: '1' }));
    call = applyEvent(call, event({ type: 'input', kind: 'keys', text: '2' }));
    expect(call?.keyed).to.equal('12');
    call = applyEvent(call, event({ type: 'waited' }));
    expect(call).to.include({ waiting: null, keyed: '' });
    call = applyEvent(call, event({ type: 'error', code: 12200, message: 'wrong' }));
    call = applyEvent(call, event({ type: 'ended', status: 'completed', duration: 9 }));
    expect(call?.phase).to.equal('over');
    expect(call?.ended).to.deep.equal({ status: 'completed', duration: 9 });
    expect(call?.lines.map(({ kind }) => kind)).to.deep.equal([
      'state',
      'state',
      'prompt',
      'keys',
      'error',
      'ended',
    ]);
    expect(call?.lines[3]).to.include({ text: '12' });
  });

  it('leaves a call alone when the event is another’s', () => {
    const call = replay([
      event({ type: 'dialled', from: '', to: '', pace: 'real' }),
      event({ type: 'answered' }),
    ]);
    expect(applyEvent(call, event({ type: 'ended', sid: 'CA2', status: 'completed', duration: 1 }))).to.equal(
      call,
    );
    expect(applyEvent(undefined, event({ type: 'answered' }))).to.equal(undefined);
  });

  it('waits in line, talks, is put on hold, and hears the others', () => {
    const inLine = replay([
      event({ type: 'dialled', from: '', to: '', pace: 'real' }),
      event({ type: 'answered' }),
      event({ type: 'queued', queue: 'zh', queueSid: 'QU1', position: 3 }),
    ]);
    expect(inLine?.place).to.deep.equal({ kind: 'queue', hold: false, muted: false });
    const steps = [
      event({ type: 'dequeued', queue: 'zh', queueSid: 'QU1', result: 'redirected' }),
      event({ type: 'waiting', conference: 'contact-7' }),
      event({ type: 'connected', conference: 'contact-7', parties: [] }),
      event({ type: 'heard', from: 'client:agent-7', fromSid: 'CA2', text: '您好' }),
      event({ type: 'held', hold: true }),
    ];
    const held = steps.reduce(applyEvent, inLine);
    expect(held?.place).to.deep.equal({ kind: 'talk', hold: true, muted: false });
    expect(held?.lines.at(-2)).to.include({ kind: 'said', text: '您好', from: 'client:agent-7' });
    const back = [event({ type: 'held', hold: false }), event({ type: 'muted', muted: true })].reduce(
      applyEvent,
      held,
    );
    expect(back?.place).to.deep.equal({ kind: 'talk', hold: false, muted: true });
    expect(applyEvent(back, event({ type: 'disconnected', conference: 'contact-7' }))?.place).to.equal(null);
    expect(partyName('client:agent-7')).to.equal('agent-7');
  });

  it('shows pauses by silence, and a call by the hotline as coming in', () => {
    const pause = event({ type: 'prompt', verb: 'Pause', text: '', language: '', voice: '', durationMs: 1 });
    const call = replay([
      event({ type: 'ring', from: '', to: '', timeout: 60 }),
      event({ type: 'answered' }),
      pause,
    ]);
    expect(call?.direction).to.equal('in');
    expect(call?.lines).to.have.length(2);
  });
});

describe('virtual phone: numbers as people write them', () => {
  it('groups what it shows', () => {
    expect(grouped('+8613800138000')).to.equal('138 0013 8000');
    expect(grouped('+8673188889999')).to.equal('0731-8888 9999');
    expect(grouped('+861088889999')).to.equal('010-8888 9999');
    expect(grouped('+864008889999')).to.equal('400 888 9999');
    expect(grouped('10086')).to.equal('10086');
  });

  it('understands what is typed as the caller', () => {
    expect(asCaller('138 0013 8000')).to.equal('+8613800138000');
    expect(asCaller('0731-88889999')).to.equal('+8673188889999');
    expect(asCaller('+447700900123')).to.equal('+447700900123');
    expect(asCaller('12345')).to.equal('12345');
    expect(asCaller('陈')).to.equal(undefined);
    expect(asCaller('12')).to.equal(undefined);
  });

  it('knows the hotline however it is dialled, and no other', () => {
    const hotline = '+8673188889999';
    for (const keyed of [hotline, '8673188889999', '073188889999', '73188889999']) {
      expect(asCallee(keyed, hotline)).to.equal(hotline);
    }
    expect(asCallee('110', hotline)).to.equal('110');
  });
});
