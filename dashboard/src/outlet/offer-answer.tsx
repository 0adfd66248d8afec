import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { AcceptSheet } from './accept-sheet.tsx';
import { DeclineSheet } from './decline-sheet.tsx';

/** D4: accept or decline. */
export function OfferAnswer({ card, outletId }: { card: TicketCard; outletId: number }) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<'accept' | 'decline' | null>(null);
  const close = () => setSheet(null);
  return (
    <div className="offer-answer">
      <Button size="large" onClick={() => setSheet('decline')}>
        {t('outlet.decline')}
      </Button>
      <Button type="primary" size="large" onClick={() => setSheet('accept')}>
        {t('outlet.accept')}
      </Button>
      {sheet === 'accept' && (
        <AcceptSheet ticketId={card.id} category={card.category} outletId={outletId} close={close} />
      )}
      {sheet === 'decline' && <DeclineSheet ticketId={card.id} close={close} />}
    </div>
  );
}
