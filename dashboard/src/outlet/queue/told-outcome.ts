import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Outcome } from './field-queue.ts';

/** Says in passing what became of a deed; a refusal is said where the deed is kept, and stays there. */
export function useToldOutcome(): (outcome: Outcome, done?: string) => boolean {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (outcome, done) => {
    if (outcome.state === 'waiting') void message.info(t('field.keptOffline'));
    else if (outcome.state === 'sent' && done) void message.success(done);
    else if (outcome.state === 'refused') void message.error(t('field.refusedShort'));
    return outcome.state !== 'refused';
  };
}
