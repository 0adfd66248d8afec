import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterBrief } from '../../../domain/contracts/counter.ts';
import { useWrite } from '../api/use-write.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { groupTicket } from '../text/numbers.ts';
import type { Question } from './counter-brief.ts';

interface Elsewhere {
  tickets: CounterBrief['openElsewhere'];
  question: Question;
}

/** H8: what is open of theirs where this store sees nothing: number, state, and to chase it. */
export function OpenElsewhere({ tickets, question: { by, text } }: Elsewhere) {
  const { t } = useTranslation();
  const [chased, setChased] = useState<readonly string[]>([]);
  const write = useWrite<object, unknown>();
  if (tickets.length === 0) return null;
  const chase = (ticketNumber: string) =>
    write.mutate(
      { path: '/api/counter/chase', body: { ticketNumber, [by]: text } },
      { onSuccess: () => setChased([...chased, ticketNumber]) },
    );
  return (
    <Alert
      type="warning"
      title={
        <>
          {t('counter.openElsewhere')} <RuleTag rule="H8" />
        </>
      }
      description={
        <>
          {write.error && <TroubleAlert error={write.error} />}
          <ul className="counter-elsewhere">
            {tickets.map(({ number, state }) => (
              <li key={number}>
                <b>{groupTicket(number)}</b> <span className="quiet">{t(`trade.state.${state}`)}</span>{' '}
                {chased.includes(number) ? (
                  <span className="good">{t('counter.chased')}</span>
                ) : (
                  <Button size="small" disabled={write.isPending} onClick={() => chase(number)}>
                    {t('counter.chase')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
