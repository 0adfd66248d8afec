import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { discardDraft, useUnsent } from './draft.ts';
import { RequestForm } from './request-form.tsx';

/** On the empty desk: what was begun on earlier calls and not taken in yet. Nothing typed is lost to the clock. */
export function UnsentRequests() {
  const { t } = useTranslation();
  const unsent = useUnsent();
  const [open, setOpen] = useState<DeskCaller | null>(null);
  if (open) {
    return (
      <section className="panel">
        <RequestForm contactId={open.contactId} caller={open} />
        <Button type="link" onClick={() => setOpen(null)}>
          {t('common.back')}
        </Button>
      </section>
    );
  }
  if (unsent.length === 0) return null;
  return (
    <section className="panel" aria-label={t('deskForm.unsent')}>
      <h2 className="panel-title">{t('deskForm.unsent')}</h2>
      <ul className="pane-list">
        {unsent.map(({ caller, draft }) => (
          <li key={caller.contactId} data-open className="pane-line">
            <span>
              <When at={caller.arrivedAt} /> {draft.name}{' '}
              <span className="phone">{groupPhone(draft.number)}</span> {t(`trade.kind.${draft.kind}`)}{' '}
              {draft.productText} <span className="quiet">{draft.fault.slice(0, 40)}</span>
            </span>
            <span className="outcome-acts">
              <Button type="primary" size="small" onClick={() => setOpen(caller)}>
                {t('deskForm.goOn')}
              </Button>
              <Button size="small" onClick={() => discardDraft(caller)}>
                {t('deskForm.discard')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
