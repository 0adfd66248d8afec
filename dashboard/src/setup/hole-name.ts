import { useTranslation } from 'react-i18next';
import type { setup } from '../i18n/zh/setup.ts';

type Hole = keyof typeof setup.setup.hole;

/** What a name in braces stands for. */
export function useHoleName(): (name: string) => string {
  const { t, i18n } = useTranslation();
  return (name) =>
    i18n.exists(`setup.hole.${name}`) ? t(`setup.hole.${name as Hole}`) : t('setup.hole.other');
}
