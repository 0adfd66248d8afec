import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../domain/contracts/api.ts';
import { SCORE_PARTS } from '../../../domain/vocabulary.ts';
import { pointsText, useVerdictWords } from './use-verdict-words.ts';
import type { Ranked } from './why-not.ts';

/** D3: what an outlet's points are made of: each part with its figure, and what it could have been worth. */
export function ScoreParts({ outlet, weights }: { outlet: Ranked; weights: Verdict['weights'] }) {
  const { t } = useTranslation();
  const words = useVerdictWords();
  const { parts } = outlet;
  if (!parts || !weights) return null;
  return (
    <ul className="score-parts">
      {SCORE_PARTS.map((part) => (
        <li key={part}>
          <span className="quiet">{t(`why.part.${part}`)}</span> {words.figure(part, outlet)}{' '}
          <strong>
            {t('why.ofPoints', { points: pointsText(parts[part] ?? 0), most: weights[part] ?? 0 })}
          </strong>
        </li>
      ))}
    </ul>
  );
}
