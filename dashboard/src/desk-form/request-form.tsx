import { Alert, Button, Input } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ticketOpenedSchema } from '../../../domain/contracts/api.ts';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { isFieldKind, TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { groupPhone } from '../text/numbers.ts';
import { AboutField } from './about-field.tsx';
import { useChase } from './chase-button.tsx';
import './desk-form.css';
import { isBegun, startOf, useDraft } from './draft.ts';
import { FormRow } from './form-row.tsx';
import { KeyChoice } from './key-choice.tsx';
import { NameField } from './name-field.tsx';
import { OutcomeView } from './outcome-view.tsx';
import { PlaceFields } from './place-fields.tsx';
import { ProductField } from './product-field.tsx';
import { COMPLAINTS, districtOf, likeIt, type NewTicket, requestOf, troubles } from './request.ts';
import { SameMatter } from './same-matter.tsx';
import { useBrief } from './use-brief.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { WishDay } from './wish-day.tsx';
import { WishHalf } from './wish-half.tsx';
import { WishOutlet } from './wish-outlet.tsx';

export interface RequestForm {
  contactId: number;
  caller: DeskCaller;
}

/**
 * A request taken down while talking (H3), by keyboard alone: the order of the fields is the order of speech.
 * Ctrl+Enter takes it in, F7 chases what is open already (H8). What was typed outlives a reload.
 */
export function RequestForm({ caller }: RequestForm) {
  const [draft, change] = useDraft(caller);
  if (draft.outcome) {
    const { name, number, customerId } = draft;
    return (
      <OutcomeView
        outcome={draft.outcome}
        again={() => change({ ...startOf(caller), name, number, customerId })}
      />
    );
  }
  return <OpenForm key={caller.contactId} caller={caller} />;
}

function OpenForm({ caller }: { caller: DeskCaller }) {
  const { t } = useTranslation();
  const { contactId } = caller;
  const [draft, change] = useDraft(caller);
  const brief = useBrief(contactId);
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const write = useWrite<NewTicket, z.infer<typeof ticketOpenedSchema>>(({ id, number }) =>
    change({ outcome: { what: 'opened', ticketId: id, number } }),
  );
  const { chase, busy: chasing, error: chaseError } = useChase(caller);
  const like = likeIt(draft, brief.data?.tickets ?? []);
  const wrong = tried ? troubles(draft) : {};

  // The first question is what it is about; who types elsewhere already is left there.
  useEffect(() => {
    if (document.activeElement === document.body) {
      form.current?.querySelector<HTMLElement>('input:checked')?.focus();
    }
  }, []);

  // The name on file may come after the form does.
  const known = brief.data?.customer;
  useEffect(() => {
    if (known && draft.name === '' && draft.customerId === null) {
      change({ name: known.name, customerId: known.id });
    }
  });

  const send = (separate: boolean) => {
    setTried(true);
    const missing = Object.keys(troubles(draft))[0];
    if (missing) {
      document.getElementById(`desk-${missing}`)?.focus();
      return;
    }
    if (like.length > 0 && !separate) {
      setAsked(true);
      return;
    }
    if (separate) change({ separate: true });
    const body = requestOf({ ...draft, separate: draft.separate || separate }, contactId);
    write.mutate(
      { path: '/api/tickets', body },
      {
        onError: ({ code }) => {
          if (code !== 'duplicate') return;
          setAsked(true);
          void brief.refetch();
        },
      },
    );
  };
  const submit = () => {
    if (!write.isPending) send(asked && like.length > 0);
  };
  useDeskKeys({ submit, chase: () => like[0] && chase(like[0].id) });

  const words = (field: keyof typeof wrong) => wrong[field] && t(`deskForm.wrong.${field}.${wrong[field]}`);
  const error = write.error ?? chaseError;
  return (
    <form
      ref={form}
      className="desk-part request-form"
      aria-label={t('deskForm.request')}
      noValidate
      data-begun={isBegun(draft) || undefined}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={leadOn}
    >
      <FormRow label={t('deskForm.kind')}>
        <KeyChoice
          label={t('deskForm.kind')}
          value={draft.kind}
          options={TICKET_KINDS.map((value) => ({ value, label: t(`trade.kind.${value}`) }))}
          choose={(kind) => change({ kind, separate: false })}
        />
      </FormRow>
      {COMPLAINTS.includes(draft.kind) && (
        <AboutField draft={draft} change={change} tickets={brief.data?.tickets ?? []} />
      )}
      <FormRow
        label={t('deskForm.product')}
        for="desk-product"
        trouble={words('product')}
        troubleId="desk-product-trouble"
      >
        <ProductField
          draft={draft}
          change={change}
          brief={brief.data}
          trouble={wrong.product && 'desk-product-trouble'}
        />
      </FormRow>
      {/* Below what was typed last: the field in hand does not move when it comes. */}
      <SameMatter
        tickets={like}
        asked={asked}
        busy={chasing}
        chase={chase}
        another={() => (asked ? send(true) : change({ separate: true }))}
      />
      <FormRow label={t('deskForm.fault')} for="desk-fault">
        <Input.TextArea
          id="desk-fault"
          value={draft.fault}
          rows={2}
          maxLength={1000}
          placeholder={t('deskForm.faultHint')}
          onChange={({ target }) => change({ fault: target.value })}
        />
      </FormRow>
      {draft.kind !== 'rescue' && (
        <FormRow label={t('tickets.priority')}>
          <KeyChoice
            label={t('tickets.priority')}
            value={draft.urgent ? 'urgent' : 'normal'}
            options={(['normal', 'urgent'] as const).map((value) => ({
              value,
              label: t(`trade.priority.${value}`),
            }))}
            choose={(value) => change({ urgent: value === 'urgent' })}
          />
        </FormRow>
      )}
      <PlaceFields draft={draft} change={change} brief={brief.data} trouble={words('place')} />
      {isFieldKind(draft.kind) && draft.kind !== 'rescue' && (
        <WishDay value={draft.wishDay} choose={(wishDay) => change({ wishDay, wishHalf: '' })} />
      )}
      {isFieldKind(draft.kind) && draft.kind !== 'rescue' && draft.wishDay && (
        <WishHalf
          kind={draft.kind}
          category={draft.category}
          districtCode={districtOf(draft, brief.data)}
          day={draft.wishDay}
          value={draft.wishHalf}
          choose={(wishHalf) => change({ wishHalf })}
        />
      )}
      <div className="desk-pair">
        <FormRow label={t('deskForm.name')} for="desk-name">
          <NameField draft={draft} change={change} brief={brief.data} />
        </FormRow>
        <FormRow
          label={t('deskForm.number')}
          for="desk-number"
          trouble={words('number')}
          troubleId="desk-number-trouble"
        >
          <Input
            id="desk-number"
            type="tel"
            value={groupPhone(draft.number)}
            maxLength={40}
            autoComplete="off"
            aria-invalid={wrong.number ? true : undefined}
            aria-describedby={wrong.number && 'desk-number-trouble'}
            status={wrong.number ? 'error' : undefined}
            onChange={({ target }) => change({ number: target.value })}
          />
        </FormRow>
      </div>
      {isFieldKind(draft.kind) && draft.category && districtOf(draft, brief.data) && (
        <WishOutlet
          kind={draft.kind}
          category={draft.category}
          districtCode={districtOf(draft, brief.data)}
          value={draft.preferredOutletId}
          choose={(preferredOutletId) => change({ preferredOutletId })}
          submit={submit}
        />
      )}
      {error?.code === 'forbidden' ? (
        <Alert
          type="error"
          showIcon
          title={t('deskForm.notYours')}
          description={t('common.keptTyped')}
          className="dialog-trouble"
        />
      ) : (
        error && <TroubleAlert error={error} kept={t('common.keptTyped')} className="dialog-trouble" />
      )}
      <div className="desk-submit">
        <Button type="primary" size="large" loading={write.isPending} onClick={submit}>
          {t('tickets.take')} <kbd>Ctrl+Enter</kbd>
        </Button>
        <span className="quiet">{t('deskForm.kept')}</span>
      </div>
    </form>
  );
}

/** Enter in a line goes to the next field: nothing is sent by mistake. */
function leadOn(event: KeyboardEvent<HTMLFormElement>): void {
  const { key, target, ctrlKey, metaKey, nativeEvent } = event;
  if (key !== 'Enter' || ctrlKey || metaKey || nativeEvent.isComposing) return;
  if (!(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const form = event.currentTarget;
  // What was taken from a list may bring fields and take others away: the next one is looked for after that.
  queueMicrotask(() => {
    const stops = [...form.querySelectorAll<HTMLElement>('input, textarea, .desk-submit button')].filter(
      (stop) => !(stop instanceof HTMLInputElement && stop.type === 'radio' && !stop.checked),
    );
    stops[stops.indexOf(target) + 1]?.focus();
  });
}
