import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { OwnWords } from '../followup/own-words.tsx';
import { When } from '../parts/when.tsx';
import { useAnswerWords } from './use-answer-words.ts';

/** F1, F2: the calls owed for this ticket, and what the customer said in each. */
export function FollowupView({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  if (detail.obligations.length === 0) return null;
  return (
    <section>
      <h2 className="ticket-section">{t('ticket.followup')}</h2>
      <ul className="plain-list">
        {detail.obligations.map((obligation) => (
          <li key={obligation.id}>
            <b>{t(`trade.obligationKind.${obligation.kind}`)}</b>
            {obligation.resolutionNo !== null &&
              ` ${t('ticket.resolutionNo', { number: obligation.resolutionNo })}`}
            <span className="quiet">
              {' · '}
              {obligation.settlement
                ? t(`trade.settlement.${obligation.settlement}`)
                : t(`trade.obligationState.${obligation.state}`)}
              {' · '}
              {t('ticket.attempts', { count: obligation.attempts })}
              {!obligation.settlement && (
                <>
                  {' · '}
                  {t('ticket.by')} <When at={obligation.dueAt} />
                </>
              )}
            </span>
            <Answers given={detail.survey.filter(({ obligationId }) => obligationId === obligation.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In the customer's own words, and for the reader to know. */
const isSaid = ({ words, recordingId }: Pick<TicketDetail['survey'][number], 'words' | 'recordingId'>) =>
  words !== null || recordingId !== null;

function Answers({ given }: { given: TicketDetail['survey'] }) {
  const answer = useAnswerWords();
  if (given.length === 0) return null;
  return (
    <dl className="survey">
      {given.map(({ question, value, poor, ...said }) => (
        <div key={question} data-bad={poor || undefined} data-said={isSaid(said) || undefined}>
          <dt>{answer.question(question)}</dt>
          <dd>{isSaid(said) ? <OwnWords {...said} /> : answer.value(question, value)}</dd>
        </div>
      ))}
    </dl>
  );
}
