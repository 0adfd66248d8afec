import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSoftphone } from '../softphone/softphone-context.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Tones for a menu at the other end; typed or pressed. */
export function Keypad() {
  const { t } = useTranslation();
  const phone = useSoftphone();
  const [sent, setSent] = useState('');
  const press = (key: string) => {
    phone?.sendDigits(key);
    setSent((before) => (before + key).slice(-20));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the digits of the keyboard do what the buttons in it do
    <div
      className="keypad"
      onKeyDown={({ key }) => {
        if (KEYS.some((known) => known === key)) press(key);
      }}
    >
      <output className="keypad-sent">{sent || ' '}</output>
      {KEYS.map((key, index) => (
        <Button key={key} autoFocus={index === 0} onClick={() => press(key)}>
          {key}
        </Button>
      ))}
      <span className="visually-hidden">{t('desk.call.keypad')}</span>
    </div>
  );
}
