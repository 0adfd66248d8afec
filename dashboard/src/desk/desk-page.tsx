import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../domain/contracts/desk.ts';
import { CallerPane } from '../desk-form/caller-pane.tsx';
import { RequestForm } from '../desk-form/request-form.tsx';
import { ScriptPane } from '../desk-form/script-pane.tsx';
import { UnsentRequests } from '../desk-form/unsent-requests.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { useDesk, useDeskAct, useDeskRefusal } from './desk-context.tsx';
import { KeyList } from './key-list.tsx';

/** The agent's desk: left the caller (before the call is taken), centre the ticket, right script and history. */
export function DeskPage() {
  const { t } = useTranslation();
  const desk = useDesk();
  const refused = useDeskRefusal();
  if (refused) return <EmptyState title={t('desk.noDesk')} hint={t('desk.noDeskHint')} />;
  if (!desk) return <PageSkeleton />;
  const caller = desk.offer?.caller ?? desk.call?.caller;
  if (!caller) return <IdleDesk desk={desk} />;
  const { contactId } = caller;
  return (
    <div className="desk-page" key={contactId}>
      <aside className="desk-pane">
        <CallerPane contactId={contactId} caller={caller} />
      </aside>
      <div className="desk-pane desk-pane-form">
        <RequestForm contactId={contactId} caller={caller} />
      </div>
      <aside className="desk-pane">
        <ScriptPane contactId={contactId} caller={caller} />
      </aside>
    </div>
  );
}

/** Nobody on the line: how I stand, what to do first, how the line stands, the keys. */
function IdleDesk({ desk }: { desk: DeskView }) {
  const { t } = useTranslation();
  const { act, busy } = useDeskAct();
  const now = useSeconds();
  const { waiting, available, longestSince } = desk.line;
  const how =
    desk.state === 'available' || desk.state === 'break' || desk.state === 'away' ? desk.state : 'signedOut';
  return (
    <div className="desk-idle">
      <section className="panel desk-idle-state" data-state={desk.state}>
        <h1 className="page-title">
          <i className="state-dot" data-state={desk.state} /> {t(`desk.idle.${how}`)}
        </h1>
        <p className="quiet">{t(`desk.idle.${how}Hint`)}</p>
        {how !== 'available' && (
          <Button
            type="primary"
            size="large"
            loading={busy}
            onClick={() => act({ path: '/state', body: { state: 'available' } })}
          >
            {t(how === 'signedOut' ? 'desk.idle.signIn' : 'desk.idle.back')}
          </Button>
        )}
        <p className="desk-idle-line">
          {t('desk.idle.line', { waiting, available })}
          {longestSince && waiting > 0 && (
            <span className="soon">
              {' '}
              {t('common.dot')} {t('desk.idle.longest', { time: ticking(now - Date.parse(longestSince)) })}
            </span>
          )}
        </p>
      </section>
      <UnsentRequests />
      <section className="panel">
        <h2 className="panel-title">{t('desk.keys')}</h2>
        <KeyList />
      </section>
    </div>
  );
}
