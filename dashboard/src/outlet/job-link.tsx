import { RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { groupTicket } from '../text/numbers.ts';
import { JobWords } from './job-words.tsx';

/** A job in the list; the whole of it is the target. */
export function JobLink({ card }: { card: TicketCard }) {
  const { t } = useTranslation();
  return (
    <Link to={`/o/${card.id}`} className="job">
      <JobWords card={card} />
      <span className="quiet job-foot">
        {groupTicket(card.number)} · {t(`trade.state.${card.state}`)}
      </span>
      <RightOutlined className="job-arrow" aria-hidden="true" />
    </Link>
  );
}
