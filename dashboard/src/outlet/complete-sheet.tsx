import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { CodeView } from '../../../domain/contracts/fieldwork.ts';
import { PAYMENT_METHODS, type PaymentMethod, SAID_ABSENCES } from '../../../domain/fieldwork/words.ts';
import { formatFen, parseYuan } from '../../../domain/money.ts';
import { currentVisit, missingOf } from '../ticket/chain.ts';
import { CodeEntry } from './code-entry.tsx';
import { useDeed } from './queue/field-context.tsx';
import { useToldOutcome } from './queue/told-outcome.ts';
import { Sheet } from './sheet.tsx';
import { YuanInput } from './yuan-input.tsx';

interface Told {
  summary: string;
  yuan: string;
  method: PaymentMethod;
  receiptNumber?: string;
  differsReason?: string;
  codeAbsence?: (typeof SAID_ABSENCES)[number];
}

interface Asked {
  detail: TicketDetail;
  /** What the customer agreed to; null when nothing. */
  quotedFen: number | null;
  code: CodeView | null;
  close: () => void;
}

/**
 * The end of the work: what was done, what was charged and how it was paid, and the customer's code. What is missing
 * of the chain is named (H5); a charge that is not what was agreed needs its reason (F2).
 */
export function CompleteSheet({ detail, quotedFen, code, close }: Asked) {
  const { t } = useTranslation();
  const { id, number } = detail.card;
  const deed = useDeed({ id, number });
  const told = useToldOutcome();
  const [form] = Form.useForm<Told>();
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<CodeView | null>(code);
  /** The code was typed without a network. */
  const [unchecked, setUnchecked] = useState(false);
  const visit = currentVisit(detail.visits);
  const missing = visit ? missingOf({ ...visit, outcome: 'finished' }) : [];
  const chargeFen = parseYuan(Form.useWatch('yuan', form) ?? '');
  const differs = quotedFen !== null && chargeFen !== null && chargeFen !== quotedFen;
  const confirmed = given?.state === 'confirmed';
  const locked = given?.state === 'locked';
  const covered = detail.appliance?.underWarranty ?? false;
  const finish = async ({ summary, yuan, method, receiptNumber, differsReason, codeAbsence }: Told) => {
    setBusy(true);
    const fen = parseYuan(yuan) ?? 0;
    const outcome = await deed({
      step: 'complete',
      body: {
        summary: summary.trim(),
        chargeFen: fen,
        method,
        ...(receiptNumber?.trim() ? { receiptNumber: receiptNumber.trim() } : {}),
        ...(differs && differsReason ? { differsReason: differsReason.trim() } : {}),
        ...(confirmed
          ? {}
          : { codeAbsence: locked ? 'tries_spent' : unchecked ? 'no_network' : codeAbsence }),
      },
      deed: { kind: 'complete', chargeFen: fen },
      kept: close,
    });
    told(outcome, t('outlet.completed'));
  };
  return (
    <Sheet title={t('outlet.complete')} close={close}>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="sheet-alert"
          title={t('outlet.completeMissing', {
            actions: missing.map((action) => t(`trade.action.${action}`)).join(t('common.comma')),
          })}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          yuan: quotedFen === null ? '' : formatFen(quotedFen).replaceAll(',', ''),
          method: quotedFen === 0 ? (covered ? 'warranty' : 'none') : 'qr',
        }}
        onFinish={(values) => void finish(values)}
      >
        <Form.Item
          name="summary"
          label={t('outlet.summary')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('outlet.summaryNeeded') }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder={t('outlet.summaryHint')} />
        </Form.Item>
        <YuanInput name="yuan" label={t('outlet.charge')} />
        {quotedFen === null && (
          <Alert type="warning" showIcon className="sheet-alert" title={t('field.noQuoteHint')} />
        )}
        {differs && (
          <Form.Item
            name="differsReason"
            label={t('field.differsWhy', { yuan: formatFen(quotedFen) })}
            rules={[{ required: true, min: 2, whitespace: true, message: t('field.differsNeeded') }]}
          >
            <Input size="large" maxLength={200} />
          </Form.Item>
        )}
        <div className="two-fields">
          <Form.Item name="method" label={t('field.method')}>
            <Select
              size="large"
              options={PAYMENT_METHODS.map((value) => ({ value, label: t(`fieldwork.payment.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="receiptNumber" label={t('field.receipt')}>
            <Input size="large" maxLength={40} autoComplete="off" />
          </Form.Item>
        </div>
        <div className="code-block">
          <b>{t('field.codeTitle')}</b>
          {confirmed ? (
            <Alert type="success" showIcon title={t('field.codeRight')} />
          ) : (
            <>
              <p className="quiet">{t('field.codeHint')}</p>
              <CodeEntry
                job={{ id, number }}
                purpose="completion"
                done={(checked) => {
                  setUnchecked(checked === null);
                  if (checked) setGiven(checked);
                }}
              />
              {unchecked && <p className="quiet">{t('field.codeLater')}</p>}
              {!locked && !unchecked && (
                <Form.Item
                  name="codeAbsence"
                  label={t('field.codeWithout')}
                  rules={[{ required: true, message: t('field.codeNeeded') }]}
                >
                  <Select
                    size="large"
                    placeholder={t('field.codeNeeded')}
                    options={SAID_ABSENCES.filter((value) => value !== 'tries_spent').map((value) => ({
                      value,
                      label: t(`fieldwork.codeAbsence.${value}`),
                    }))}
                  />
                </Form.Item>
              )}
            </>
          )}
        </div>
        <Button type="primary" size="large" block htmlType="submit" loading={busy}>
          {t('outlet.completeDo')}
        </Button>
      </Form>
    </Sheet>
  );
}
