import { useTranslation } from 'react-i18next';
import { steps } from '../i18n/zh/steps.ts';

const isStep = (name: string): name is keyof typeof steps => Object.hasOwn(steps, name);

/** Where a call is in the menu, in words; a step not known here is shown as it is named. */
export function useStepWords(): (step: string | null) => string {
  const { t } = useTranslation();
  return (step) => {
    if (step === null) return t('calls.connecting');
    return isStep(step) ? t(`steps.${step}`) : step;
  };
}
