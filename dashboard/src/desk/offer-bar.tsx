import { PhoneOutlined, StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskOfferView, DeskView } from '../../../domain/contracts/desk.ts';
import { groupPhone } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { CallerWords } from './caller-words.tsx';
import { KeyHint } from './key-hint.tsx';

interface OfferBar {
  desk: DeskView;
  offer: DeskOfferView;
  /** It was taken here and is being connected. */
  connecting: boolean;
  /** The browser keeps the ring silent. */
  silent: boolean;
  busy: boolean;
  take: () => void;
  decline: () => void;
}

/** What rings: who, what for, how long they wait, how long it rings here. */
export function OfferBar({ desk, offer, connecting, silent, busy, take, decline }: OfferBar) {
  const { t } = useTranslation();
  const now = useSeconds();
  const whole = Date.parse(offer.expiresAt) - Date.parse(offer.offeredAt);
  const left = Math.max(0, Date.parse(offer.expiresAt) - now);
  const byNumber = desk.reach === 'number';
  return (
    <section className="call-bar call-bar-offer" aria-label={t('desk.bar')}>
      <div className="call-bar-who" role="alert">
        <b className="call-bar-state">
          {t(`desk.offer.for.${offer.kind}`, { name: offer.fromName ?? t('trade.callParty.agent') })}
        </b>
        <CallerWords caller={offer.caller} />
        <span className="quiet">
          {t('desk.offer.waited', { time: ticking(now - Date.parse(offer.caller.arrivedAt)) })}
        </span>
      </div>
      <div className="call-bar-acts">
        {silent && <span className="soon">{t('desk.offer.silent')}</span>}
        <span className="call-bar-left">
          {t('desk.offer.left', { seconds: Math.ceil(Math.min(left, whole) / 1000) })}
        </span>
        {byNumber ? (
          <span>{t('desk.offer.onNumber', { number: groupPhone(desk.reachNumber) })}</span>
        ) : (
          <Button type="primary" icon={<PhoneOutlined />} loading={connecting} onClick={take}>
            {t(connecting ? 'desk.offer.taking' : 'desk.offer.take')}
            <KeyHint act="take" />
          </Button>
        )}
        <Button icon={<StopOutlined />} disabled={connecting} loading={busy} onClick={decline}>
          {t('desk.offer.decline')}
          <KeyHint act="decline" />
        </Button>
      </div>
      <i className="call-bar-countdown" style={{ width: `${(100 * left) / Math.max(1, whole)}%` }} />
    </section>
  );
}
