import { PhoneFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Caller, useCallerName } from './caller-picker.tsx';
import { ring } from './sound.ts';

/** The hotline calls one of the numbers of this phone. */
export function IncomingBanner(props: {
  caller: Caller;
  sound: boolean;
  /** Another call is in hand: this one can only be declined. */
  busy: boolean;
  onAccept: () => void;
  onDecline: () => void;
}) {
  const { t } = useTranslation();
  const nameOf = useCallerName();
  useEffect(() => (props.sound ? ring() : undefined), [props.sound]);
  return (
    <div className="incoming" role="alert">
      <PhoneFilled className="incoming-icon" />
      <div className="grow">
        <strong>{t('incoming')}</strong>
        <div>{t('incomingFor', { who: nameOf(props.caller) })}</div>
      </div>
      <Button size="large" danger onClick={props.onDecline}>
        {t('decline')}
      </Button>
      <Button size="large" type="primary" className="green" disabled={props.busy} onClick={props.onAccept}>
        {t('accept')}
      </Button>
    </div>
  );
}
