import { Button, Drawer, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { CaseDetail } from '../../../domain/contracts/cases.ts';
import { useCase } from '../api/case-queries.ts';
import { RequestFailed } from '../api/problem.ts';
import { useWrite } from '../api/use-write.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Recording } from '../parts/recording.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { Countdown, When } from '../parts/when.tsx';
import { isOutletOnly, mayHear } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupPhone, groupTicket } from '../text/numbers.ts';
import { useAnswerWords } from '../ticket/use-answer-words.ts';
import { CaseSteps } from './case-steps.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { HandUpDialog } from './hand-up-dialog.tsx';
import { LevelOf, useNamed } from './words.tsx';

/** One case: what it is about, its evidence, what became of it, and what is to be done. */
export function CaseDrawer({ id, close }: { id: number; close: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useCase(id);
  const gone = error instanceof RequestFailed && error.code === 'not_found';
  const title = data ? `${t(`trade.caseKind.${data.kind}`)} ${data.number}` : t('nav.cases');
  return (
    <Drawer open onClose={close} title={title} size="min(640px, 100vw)" mask={false} keyboard>
      {gone && <EmptyState title={t('cases.notHere')} />}
      {error && !gone && <TroubleAlert error={error} retry={() => refetch()} />}
      {data && <About of={data} />}
    </Drawer>
  );
}

function About({ of }: { of: CaseDetail }) {
  const { t } = useTranslation();
  const named = useNamed();
  const outletOnly = isOutletOnly(useMe());
  const { kind, ticket, customerName, customerNumber, store, outlet, brand, unit, owner, rule, item } = of;
  const facts: [string, React.ReactNode][] = [
    [
      t('cases.owner'),
      <span key="owner">
        <LevelOf level={of.level} /> {named(unit)}
        {owner ? t('common.dot') + owner.name : <span className="soon"> {t('cases.nobody')}</span>}
      </span>,
    ],
    [t('cases.state'), t(`trade.caseState.${of.state}`)],
    [
      t('cases.due'),
      <span key="due">
        <When at={of.dueAt} />{' '}
        {of.state !== 'closed' && (
          <span className={of.late ? 'late' : 'quiet'}>
            <Countdown until={of.dueAt} />
          </span>
        )}
      </span>,
    ],
    ...(item
      ? [
          [
            t('cases.item'),
            `${t(`trade.evaluationItem.${item}`)} · ${t('cases.points', { points: of.points })}`,
          ] as [string, string],
        ]
      : []),
    ...(outlet ? [[t('board.outlet'), named(outlet)] as [string, string]] : []),
    ...(kind === 'manufacturer' && brand ? [[t('cases.brand'), named(brand)] as [string, string]] : []),
    ...(store ? [[t('cases.store'), named(store)] as [string, string]] : []),
    [
      t('cases.customer'),
      `${customerName ?? ''} ${customerNumber ? groupPhone(customerNumber) : t('calls.hidden')}`.trim(),
    ],
    ...(ticket
      ? [
          [
            t('cases.ticket'),
            outletOnly ? groupTicket(ticket.number) : <TicketLink key="ticket" {...ticket} />,
          ] as [string, React.ReactNode],
        ]
      : []),
    [
      t('cases.madeBy'),
      <span key="rule">
        <When at={of.openedAt} /> <RuleTag rule={rule} />
      </span>,
    ],
  ];
  return (
    <>
      <Actions of={of} />
      <dl className="recording-facts">
        {facts.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>])}
      </dl>
      {of.state === 'closed' && <Ending of={of} />}
      <Evidence of={of} />
      {of.others.length > 0 && (
        <>
          <h3 className="recording-section">{t('cases.others')}</h3>
          <p className="case-others">
            {of.others.map((other) => (
              <Link key={other.id} to={`/cases?case=${other.id}`}>
                {t(`trade.caseKind.${other.kind}`)} {other.number}
              </Link>
            ))}
          </p>
        </>
      )}
      <CaseSteps steps={of.steps} />
    </>
  );
}

function Actions({ of }: { of: CaseDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const [asked, setAsked] = useState<'close' | 'hand-up' | null>(null);
  const take = useWrite<{ version: number }, unknown>();
  if (!of.mayAct) return null;
  const theirs = of.state === 'in_hand' && of.owner?.id === me.personId;
  return (
    <>
      {take.error && <TroubleAlert error={take.error} />}
      <Space className="case-actions" wrap>
        {!theirs && (
          <Button
            type="primary"
            loading={take.isPending}
            onClick={() => take.mutate({ path: `/api/cases/${of.id}/take`, body: { version: of.version } })}
          >
            {t(of.state === 'in_hand' ? 'cases.takeOver' : 'cases.take')}
          </Button>
        )}
        <Button type={theirs ? 'primary' : 'default'} onClick={() => setAsked('close')}>
          {t('cases.close')}
        </Button>
        {of.mayClimb && <Button onClick={() => setAsked('hand-up')}>{t('cases.handUp')}</Button>}
      </Space>
      {asked === 'close' && <CloseDialog of={of} close={() => setAsked(null)} />}
      {asked === 'hand-up' && <HandUpDialog of={of} close={() => setAsked(null)} />}
    </>
  );
}

/** C5: how it ended. */
function Ending({ of }: { of: CaseDetail }) {
  const { t } = useTranslation();
  const { cause, remedy, word, said, closedBy, closedAt } = of;
  return (
    <>
      <h3 className="recording-section">{t('cases.ending')}</h3>
      <dl className="recording-facts">
        <dt>{t('cases.cause')}</dt>
        <dd>{cause && t(`trade.caseCause.${cause}`)}</dd>
        <dt>{t('cases.remedy')}</dt>
        <dd>{remedy}</dd>
        <dt>{t('cases.word')}</dt>
        <dd>
          {word && t(`trade.customerWord.${word}`)}
          {said && `${t('common.dot')}${said}`}
        </dd>
        <dt>{t('cases.closedBy')}</dt>
        <dd>
          {closedBy} {closedAt && <When at={closedAt} />}
        </dd>
      </dl>
    </>
  );
}

/** What the customer answered, and what can be heard of it. */
function Evidence({ of: { answers, grounds, recordings } }: { of: CaseDetail }) {
  const { t } = useTranslation();
  const words = useAnswerWords();
  const hears = mayHear(useMe());
  /** What a second call heard is what counts. */
  const askedAgain = (key: string) => answers.some(({ question, second }) => second && question === key);
  return (
    <>
      <h3 className="recording-section">{t('cases.evidence')}</h3>
      <dl className="recording-facts">
        {answers.map(({ question, value, second, words: said }) => [
          <dt key={`${question} ${second}`}>
            {words.question(question)}
            {second && `${t('common.dot')}${t('trade.obligationKind.check')}`}
          </dt>,
          <dd
            key={`${question} ${second}=`}
            className={grounds.includes(question) && second === askedAgain(question) ? 'late' : undefined}
          >
            {said ? <q>{said}</q> : words.value(question, value)}
          </dd>,
        ])}
      </dl>
      {recordings.length > 0 && hears && (
        <ul className="recording-list case-recordings">
          {recordings.map(({ id, kind, seconds, at }) => (
            <li key={id}>
              <span>
                {t(`trade.recordingKind.${kind}`)} <When at={at} />
              </span>
              <Recording id={id} seconds={seconds} />
            </li>
          ))}
        </ul>
      )}
      {recordings.length === 0 && <p className="quiet">{t('cases.noRecording')}</p>}
    </>
  );
}
