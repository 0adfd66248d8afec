import { useCallback, useEffect, useRef, useState } from 'react';
import type { PhoneEvent } from '../../carrier/types.ts';
import { applyEvent, type PhoneCall, replay } from './call-state.ts';
import { type Action, CarrierRefusal, carrier } from './carrier.ts';
import { listenTo } from './events.ts';
import { asCallee } from './numbers.ts';

/** Why something did not work, to be put into words. */
export type Trouble = { kind: 'away' | 'not-accepted' } | { kind: 'wrong-number'; number: string };

export interface Phone {
  hotline: string;
  call: PhoneCall | undefined;
  /** A call that rings here and is not yet taken. */
  incoming: PhoneCall | undefined;
  connected: boolean;
  trouble: Trouble | undefined;
  dial(from: string, keyed: string): void;
  act(action: Action): void;
  accept(): void;
  decline(): void;
}

const TROUBLE_MS = 4_000;

/**
 * The phone: its call in hand, what rings, and the wire to the carrier.
 * `numbers`: those that ring here. `onEvent` sees everything that happens on them.
 */
export function usePhone(numbers: string[], onEvent: (event: PhoneEvent) => void): Phone {
  const [hotline, setHotline] = useState('');
  const [call, setCall] = useState<PhoneCall>();
  const [incoming, setIncoming] = useState<PhoneCall>();
  const [connected, setConnected] = useState(true);
  const [trouble, setTrouble] = useState<Trouble>();
  const inHand = useRef<string | undefined>(undefined);
  const seen = useRef(onEvent);
  seen.current = onEvent;

  useEffect(() => {
    if (!trouble) return;
    const timer = setTimeout(() => setTrouble(undefined), TROUBLE_MS);
    return () => clearTimeout(timer);
  }, [trouble]);

  const failed = (error: unknown) => {
    if (!(error instanceof CarrierRefusal)) throw error;
    setTrouble({ kind: error.status === 409 ? 'not-accepted' : 'away' });
  };

  const hear = useCallback((event: PhoneEvent) => {
    seen.current(event);
    if (event.type === 'ring') {
      setIncoming((ringing) => ringing ?? applyEvent(undefined, event));
    } else if (event.sid === inHand.current || event.type === 'dialled') {
      if (event.type === 'dialled' && event.sid !== inHand.current) return;
      setCall((current) => applyEvent(current, event));
    }
    if (event.type === 'ended' || event.type === 'answered') {
      setIncoming((ringing) => (ringing?.sid === event.sid ? undefined : ringing));
    }
  }, []);

  /** Takes up a call from its record: after a reload, a lost connection, or when its first events came too early. */
  const takeUp = useCallback(async (sid: string) => {
    const { timeline } = await carrier.timeline(sid);
    const known = replay(timeline);
    if (!known) return;
    if (known.direction === 'in' && known.phase === 'ringing') setIncoming(known);
    else if (known.phase !== 'over' || inHand.current === sid) {
      inHand.current = sid;
      setCall(known);
    }
  }, []);

  const lines = numbers.join(',');
  useEffect(() => {
    const all = lines.split(',');
    const catchUp = async () => {
      setConnected(true);
      setHotline((await carrier.hotline()).number);
      const live = await Promise.all(all.map((number) => carrier.liveCalls(number)));
      const sids = live.flatMap(({ items }) => items.map(({ sid }) => sid));
      const wanted = inHand.current ?? sids[0];
      if (wanted) await takeUp(wanted);
    };
    return listenTo(all, {
      onEvent: hear,
      onOpen: () => void catchUp().catch(() => {}),
      onLost: () => setConnected(false),
    });
  }, [lines, hear, takeUp]);

  const dial = async (from: string, keyed: string) => {
    const to = asCallee(keyed, hotline);
    if (to !== hotline) {
      setTrouble({ kind: 'wrong-number', number: keyed });
      return;
    }
    setTrouble(undefined);
    const { sid } = await carrier.dial(from, to);
    inHand.current = sid;
    await takeUp(sid);
  };

  const act = (action: Action) => {
    if (!call) return;
    carrier.act(call.sid, action).catch(failed);
  };

  const accept = async () => {
    if (!incoming) return;
    const { sid } = incoming;
    inHand.current = sid;
    setCall(incoming);
    setIncoming(undefined);
    await carrier.act(sid, { name: 'answer' });
  };

  const decline = async () => {
    if (!incoming) return;
    setIncoming(undefined);
    await carrier.act(incoming.sid, { name: 'decline' });
  };

  return {
    hotline,
    call,
    incoming,
    connected,
    trouble,
    dial: (from, keyed) => void dial(from, keyed).catch(failed),
    act,
    accept: () => void accept().catch(failed),
    decline: () => void decline().catch(failed),
  };
}
