import { useTranslation } from 'react-i18next';

/** The name of the product: one line. */
export function Brand({ tagline = false }: { tagline?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="brand">
      <span className="brand-mark" aria-hidden="true" />
      <span className="brand-name">{t('brand.name')}</span>
      {tagline && <span className="brand-tagline">{t('brand.tagline')}</span>}
    </div>
  );
}
