import { useTranslation } from 'react-i18next';

/** The service rule that made a decision, so that a manager can look it up. */
export function RuleTag({ rule }: { rule: string }) {
  const { t } = useTranslation();
  return (
    <span className="rule-tag" title={t('common.rule', { rule })}>
      {rule}
    </span>
  );
}
