import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { groupTicket } from '../text/numbers.ts';
import { JobWords } from './job-words.tsx';
import { OfferAnswer } from './offer-answer.tsx';

interface Offer {
  card: TicketCard;
  outletId: number;
  mayAnswer: boolean;
}

/** D4: an offer, with its clock, and the two answers. */
export function OfferCard({ card, outletId, mayAnswer }: Offer) {
  const { t } = useTranslation();
  return (
    <article className="offer">
      <Link to={`/o/${card.id}`} className="offer-words">
        <JobWords card={card} />
        <span className="quiet job-foot">{groupTicket(card.number)}</span>
      </Link>
      {mayAnswer ? (
        <OfferAnswer card={card} outletId={outletId} />
      ) : (
        <p className="quiet">{t('outlet.managerAnswers')}</p>
      )}
    </article>
  );
}
