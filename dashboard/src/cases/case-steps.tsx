import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../domain/contracts/cases.ts';
import { When } from '../parts/when.tsx';
import { eventWords } from '../ticket/event-words.ts';
import { useEventContext } from '../ticket/use-event-context.ts';

/** What became of it, the first step first. */
export function CaseSteps({ steps }: { steps: CaseDetail['steps'] }) {
  const { t } = useTranslation();
  const context = useEventContext();
  return (
    <>
      <h3 className="recording-section">{t('cases.steps')}</h3>
      <ul className="recording-list">
        {steps.map((step) => (
          <li key={step.id}>
            <When at={step.at} />
            <span>
              {eventWords(step, context)}{' '}
              <span className="quiet">{step.actor.name ?? t(`event.actor.${step.actor.kind}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
