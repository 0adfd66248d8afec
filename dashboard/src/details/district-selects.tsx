import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceOption, Places } from '../text/places.ts';

interface Selects {
  places: Places;
  /** The code of the district, or '' while it is not fully chosen. */
  value: string;
  choose: (code: string) => void;
  wrong: boolean;
}

/** District by district, with the phone's own pickers. */
export function DistrictSelects({ places, value, choose, wrong }: Selects) {
  const { t } = useTranslation();
  const [path, setPath] = useState<string[]>(value ? places.path(value) : []);
  const levels: PlaceOption[][] = [places.options];
  for (const code of path) {
    const below = levels.at(-1)?.find((option) => option.value === code)?.children;
    if (below) levels.push(below);
  }
  const pick = (level: number, code: string) => {
    const next = [...path.slice(0, level), ...(code ? [code] : [])];
    setPath(next);
    const option = levels[level]?.find((place) => place.value === code);
    choose(option && !option.children ? code : '');
  };
  return (
    <fieldset>
      <legend>{t('place.district')}</legend>
      {levels.map((options, level) => (
        <select
          key={path.slice(0, level).join('/')}
          value={path[level] ?? ''}
          aria-label={t(level === 0 ? 'place.city' : 'place.county')}
          aria-invalid={wrong}
          onChange={(event) => pick(level, event.target.value)}
        >
          <option value="">{t(level === 0 ? 'place.city' : 'place.county')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ))}
      {wrong && <span className="late">{t('place.districtNeeded')}</span>}
    </fieldset>
  );
}
