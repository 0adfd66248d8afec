import { useTranslation } from 'react-i18next';

/** 第 3 版, or the values at the start. */
export function usePolicyVersionName(): (id: number) => string {
  const { t } = useTranslation();
  return (id) => (id === 0 ? t('policy.atTheStart') : t('setup.versionNo', { number: id }));
}
