import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router-dom';
import { useLineState } from '../live/live.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { usePhoneState, useSoftphone } from '../softphone/softphone-context.tsx';
import { SpokenStrip, SupervisorStrip } from '../softphone/spoken-strip.tsx';
import { groupPhone } from '../text/numbers.ts';
import { localTime } from '../time/words.ts';
import { AwayBar } from './away-bar.tsx';
import { CallInHand } from './call-in-hand.tsx';
import { useDesk, useDeskAct } from './desk-context.tsx';
import { DeskHelp } from './desk-help.tsx';
import { type DeskActs, useDeskKeys } from './desk-keys.ts';
import { OfferBar } from './offer-bar.tsx';
import { PhoneTrouble } from './phone-trouble.tsx';
import { SupervisingBar } from './supervising-bar.tsx';
import { useRing } from './use-ring.ts';
import { WrapUpBar } from './wrap-up-bar.tsx';
import './desk.css';

export type CallPanel = 'transfer' | 'keypad' | 'text';

/**
 * The one place of the call, on every page: what rings, what is in hand, its wrap-up. Nothing of it ever lies over
 * the work below.
 */
export function CallBar() {
  const { t } = useTranslation();
  const desk = useDesk();
  const phone = useSoftphone();
  const state = usePhoneState();
  const { act, busy } = useDeskAct();
  const navigate = useNavigate();
  const atDesk = useLocation().pathname === '/desk';
  const [help, setHelp] = useState(false);
  const [panel, setPanel] = useState<CallPanel | null>(null);
  const finish = useRef<() => void>(() => undefined);

  const offer = desk?.offer ?? null;
  const call = desk?.call ?? null;
  const live = call && !call.over ? call : null;
  const mine = state !== null && state.call !== 'none';
  const ringsHere = offer !== null && desk?.reach === 'browser' && !mine;
  const supervising = mine && !live && !offer && state.params !== null && 'Supervise' in state.params;
  const silent = useRing(
    ringsHere
      ? (offer.caller.customerName ?? (groupPhone(offer.caller.number) || t('desk.call.hidden')))
      : null,
  );

  // A panel belongs to the call that it was opened for.
  const liveId = live?.caller.contactId ?? null;
  useEffect(() => setPanel(liveId === null ? null : (open) => open), [liveId]);

  const take = () => {
    if (!offer) return;
    void phone?.connect({ Offer: String(offer.id) });
    // Whoever calls from the worklist stays there.
    if (!atDesk && offer.kind !== 'followup') navigate('/desk');
  };
  const decline = () => offer && act({ path: `/offers/${offer.id}/decline` });
  const toggle = (name: CallPanel) => setPanel((open) => (open === name ? null : name));
  const acts: DeskActs = {
    ...(ringsHere && { take }),
    ...(offer && !mine && { decline }),
    ...(live && { hangUp: () => act({ path: '/hangup' }) }),
    ...(live &&
      !live.consulting && {
        hold: () => act({ path: '/hold', body: { held: !live.held } }),
        transfer: () => toggle('transfer'),
        keypad: () => toggle('keypad'),
      }),
    // The same keys end a consultation: back to the customer, or the customer to them.
    ...(live?.consulting && { hold: () => act({ path: '/consult-end', body: { next: 'back' } }) }),
    ...(live?.consulting?.answered && {
      transfer: () => act({ path: '/consult-end', body: { next: 'hand_over' } }),
    }),
    ...(live &&
      live.recording !== 'off' && {
        recording: () =>
          act({ path: '/recording', body: { state: live.recording === 'paused' ? 'on' : 'paused' } }),
      }),
    ...(mine && { mute: () => phone?.mute(!state.muted) }),
    ...(desk?.state === 'wrap_up' && { done: () => finish.current() }),
  };
  useDeskKeys(acts, atDesk ? () => setHelp(true) : null);

  return (
    <div className="call-bars" data-state={desk?.state}>
      <DeskLost />
      {state && <PhoneTrouble state={state} reach={desk?.reach ?? 'browser'} />}
      {desk && offer && (
        <OfferBar
          desk={desk}
          offer={offer}
          connecting={mine}
          silent={silent}
          busy={busy}
          take={take}
          decline={decline}
        />
      )}
      {desk && live && (
        <CallInHand desk={desk} call={live} acts={acts} panel={panel} setPanel={setPanel} busy={busy} />
      )}
      {desk?.state === 'wrap_up' && call && (
        <WrapUpBar key={call.caller.contactId} desk={desk} call={call} finish={finish} />
      )}
      {desk?.state === 'away' && !offer && !atDesk && <AwayBar />}
      {supervising && <SupervisingBar state={state} />}
      {state &&
        mine &&
        state.mode === 'simulated' &&
        (supervising ? <SupervisorStrip state={state} /> : <SpokenStrip state={state} />)}
      <DeskHelp open={help} close={() => setHelp(false)} />
    </div>
  );
}

/** What is shown of the desk is old: since when, and what goes on in spite of it. */
function DeskLost() {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { offlineSince } = useLineState();
  const desk = useDesk();
  const shown = desk && desk.state !== 'signed_out' && offlineSince !== null;
  if (!shown) return null;
  return (
    <p className="call-bar call-bar-lost" role="alert">
      {t('desk.lost', { time: localTime(offlineSince, timeZone).second })}
    </p>
  );
}
