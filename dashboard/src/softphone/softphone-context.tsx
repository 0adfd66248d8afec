import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Softphone as SignIn } from '../../../domain/contracts/desk.ts';
import { get } from '../api/client.ts';
import { hotlineNow } from '../time/clock.ts';
import { makerOf } from './make-device.ts';
import { type PhoneState, Softphone } from './softphone.ts';

const SoftphoneContext = createContext<Softphone | null>(null);

/** The telephone of whoever is signed in. Above the pages, so that a call stays while moving between them. */
export function SoftphoneProvider({ children }: { children: ReactNode }) {
  const [phone, setPhone] = useState<Softphone | null>(null);
  useEffect(() => {
    const made = new Softphone({
      signIn: () => get<SignIn>('/api/desk/softphone'),
      makerOf,
      now: hotlineNow,
    });
    void made.start();
    setPhone(made);
    return () => made.close();
  }, []);
  useEffect(() => (phone ? warnBeforeLeaving(phone) : undefined), [phone]);
  return <SoftphoneContext value={phone}>{children}</SoftphoneContext>;
}

/** Leaving the page ends the call: the browser asks first. */
function warnBeforeLeaving(phone: Softphone): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (phone.state.call !== 'none') event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}

/** Null for whoever has no telephone here. */
export const useSoftphone = (): Softphone | null => useContext(SoftphoneContext);

const never = () => () => undefined;

/** How it stands; null for whoever has no telephone here. */
export function usePhoneState(): PhoneState | null {
  const phone = useSoftphone();
  return useSyncExternalStore(phone?.watch ?? never, () => phone?.state ?? null);
}
