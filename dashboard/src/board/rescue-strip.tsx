import { BellOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import { TakeButton } from '../ticket/take-button.tsx';
import { CardDue } from './board-card.tsx';
import { calling } from './rescue.ts';
import { useAlarm } from './rescue-sound.ts';

interface Strip {
  rescues: TicketCard[];
  open: (id: number) => void;
}

const SHOWN = 4;

/** H3: rescues stand above everything, and flash until somebody has them in hand. */
export function RescueStrip({ rescues, open }: Strip) {
  const { t } = useTranslation();
  const loud = calling(rescues);
  useAlarm(useMemo(() => loud.map(({ id }) => id), [loud]));
  if (rescues.length === 0) return null;
  return (
    <section
      className="rescue-strip"
      aria-label={t('rescue.title')}
      aria-live="assertive"
      data-calling={loud.length > 0 || undefined}
    >
      <b className="rescue-title">
        <BellOutlined aria-hidden />{' '}
        {loud.length > 0
          ? t('rescue.calling', { count: loud.length })
          : t('rescue.inHand', { count: rescues.length })}
      </b>
      {rescues.slice(0, SHOWN).map((card) => (
        <Rescue key={card.id} card={card} open={() => open(card.id)} />
      ))}
      {rescues.length > SHOWN && <span>{t('rescue.more', { count: rescues.length - SHOWN })}</span>}
    </section>
  );
}

function Rescue({ card, open }: { card: TicketCard; open: () => void }) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  return (
    <div className="rescue" data-level="late" data-calling={card.takenBy === null || undefined}>
      <Button type="text" size="small" onClick={open}>
        <b>{groupTicket(card.number)}</b>{' '}
        {[places.short(card.districtCode), categoryName(card.category), t(`trade.state.${card.state}`)]
          .filter(Boolean)
          .join(t('common.dot'))}
      </Button>
      <CardDue card={card} />
      <TakeButton card={card} size="small" />
    </div>
  );
}
