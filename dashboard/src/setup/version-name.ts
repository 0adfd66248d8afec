import { useTranslation } from 'react-i18next';
import type { SetupVersion } from '../../../domain/contracts/setup.ts';

/** 第 3 版, or the phone as it comes. */
export function useVersionName(): (version: Pick<SetupVersion, 'number'>) => string {
  const { t } = useTranslation();
  return ({ number }) => (number === null ? t('setup.asItComes') : t('setup.versionNo', { number }));
}
