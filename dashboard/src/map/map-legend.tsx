import { useTranslation } from 'react-i18next';
import { OUTLET_TYPES } from '../../../domain/vocabulary.ts';
import { useMode } from '../theme/mode.ts';
import { shadeColours, standingColour } from './map-colours.ts';
import type { Shade } from './map-figures.ts';

/** What the colours and the dots mean, in words. */
export function MapLegend({ shade, steps }: { shade: Shade; steps: readonly number[] }) {
  const { t } = useTranslation();
  const mode = useMode();
  const colours = shadeColours(shade, mode);
  const words = colours.map((_, index) => {
    if (index === 0) return t(shade === 'load' ? 'map.stepNoLoad' : 'map.stepNone');
    const from = steps[index - 1] ?? 0;
    const next = steps[index];
    const unit = shade === 'load' ? '%' : '';
    if (next === undefined) return t('map.stepFrom', { from: `${from}${unit}` });
    return next - 1 === from ? `${from}${unit}` : `${from}–${next - 1}${unit}`;
  });
  return (
    <div className="map-legend">
      <ul aria-label={t(`map.shade.${shade}`)}>
        {colours.map((colour, index) => (
          <li key={colour}>
            <i style={{ background: colour }} /> {words[index]}
          </li>
        ))}
      </ul>
      <ul aria-label={t('board.outlets')}>
        {OUTLET_TYPES.map((type) => (
          <li key={type}>
            <i className={`dot dot-${type}`} /> {t(`trade.outletType.${type}`)}
          </li>
        ))}
        {(['good', 'warned', 'stopped'] as const).map((standing) => (
          <li key={standing}>
            <i className="dot" style={{ background: standingColour(standing, mode) }} />{' '}
            {t(`map.standing.${standing}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
