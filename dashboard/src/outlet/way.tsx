import { EnvironmentOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { MAP_APPS, type MapApp, mapLink } from '../../../domain/fieldwork/day.ts';

interface Point {
  lng: number;
  lat: number;
}

/** Apple's phones know no geo: addresses, others no Apple Maps. */
const appsHere = (): MapApp[] => {
  const apple = /iPhone|iPad|Macintosh/.test(navigator.userAgent);
  return MAP_APPS.filter((app) => app === 'amap' || (app === 'apple') === apple);
};

/** Opens the phone's map at the customer's home; how sure that place is, is said. */
export function Way({ point, precision }: { point: Point | null; precision: string | null }) {
  const { t } = useTranslation();
  if (!point) return <p className="quiet">{t('field.noPoint')}</p>;
  return (
    <div className="way">
      {appsHere().map((app) => (
        <a key={app} className="way-link" href={mapLink(app, point)} target="_blank" rel="noreferrer">
          <EnvironmentOutlined aria-hidden="true" /> {t(`field.map.${app}`)}
        </a>
      ))}
      {precision && precision !== 'address' && <span className="soon">{t('field.roughPoint')}</span>}
    </div>
  );
}
