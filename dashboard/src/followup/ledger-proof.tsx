import '../parts/data-table.css';
import { App, Button, Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Proof } from '../../../domain/contracts/followup.ts';
import { useProofs } from '../api/followup-queries.ts';
import { useWrite } from '../api/use-write.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayProve } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupCount } from '../text/numbers.ts';
import { addsUp, ProofParts } from './proof-parts.tsx';

/** F5: the night's look through everything that makes a call owed, and what it had to repair. */
export function LedgerProof() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const { data, error, refetch } = useProofs();
  const prove = useWrite(() => void message.success(t('proof.made')));
  return (
    <section className="panel">
      <header className="panel-head">
        <div>
          <h2 className="panel-title">{t('proof.title')}</h2>
          <p className="quiet">
            {t('proof.means')} <RuleTag rule="F5" />
          </p>
        </div>
        {mayProve(me) && (
          <Button
            loading={prove.isPending}
            onClick={() => prove.mutate({ path: '/api/followups/proofs', body: {} })}
          >
            {t('proof.now')}
          </Button>
        )}
      </header>
      {(error ?? prove.error) && <TroubleAlert error={error ?? prove.error} retry={() => refetch()} />}
      {data?.items.length === 0 && <p className="quiet">{t('proof.none')}</p>}
      {data && data.items.length > 0 && (
        <Collapse ghost items={data.items.map((proof) => ({ key: proof.id, ...entryOf(proof) }))} />
      )}
    </section>
  );
}

const entryOf = (proof: Proof) => ({
  label: <Line proof={proof} />,
  children: (
    <>
      <Repairs proof={proof} />
      <ProofParts proof={proof} />
    </>
  ),
});

function Line({ proof }: { proof: Proof }) {
  const { t } = useTranslation();
  const { owed, opened, settled, open, exhausted, unreasoned, repaired, madeAt, madeBy } = proof;
  const faults = [
    repaired > 0 && t('proof.repaired', { count: repaired }),
    unreasoned > 0 && t('proof.unreasoned', { count: unreasoned }),
    !addsUp(proof) && t('proof.unequal'),
  ].filter((fault) => fault !== false);
  return (
    <span>
      <When at={madeAt} /> {madeBy ?? t('proof.byNight')}
      {' · '}
      {t('proof.sum', {
        opened: groupCount(opened),
        settled: groupCount(settled),
        open: groupCount(open),
        exhausted: groupCount(exhausted),
      })}
      {' · '}
      {t('proof.causes', { owed: groupCount(owed) })}
      {opened > owed && t('proof.others', { count: groupCount(opened - owed) })}
      {' · '}
      <b className={faults.length > 0 ? 'late' : undefined}>{faults.join(' · ') || t('proof.complete')}</b>
    </span>
  );
}

function Repairs({ proof: { repairs, repaired } }: { proof: Proof }) {
  const { t } = useTranslation();
  if (repairs.length === 0) return <p className="quiet">{t('proof.nothing')}</p>;
  return (
    <ul className="plain-list">
      {repairs.map(({ what, kind, ticket, contactId, resolutionNo }) => (
        <li key={`${what}-${kind}-${ticket?.id}-${contactId}-${resolutionNo}`}>
          {t(`proof.what.${what}`)} · {t(`trade.obligationKind.${kind}`)}{' '}
          {ticket && <TicketLink {...ticket} />}
          {contactId !== null && t('proof.contact', { id: contactId })}
        </li>
      ))}
      {repaired > repairs.length && (
        <li className="quiet">{t('proof.more', { count: repaired - repairs.length })}</li>
      )}
    </ul>
  );
}
