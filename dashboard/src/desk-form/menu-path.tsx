import { useTranslation } from 'react-i18next';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { useStepWords } from '../calls/step-words.ts';

/** The way through the phone menu: each step in words, with what was keyed or said. */
export function MenuPath({ path }: { path: DeskCaller['path'] }) {
  const { t } = useTranslation();
  const words = useStepWords();
  if (path.length === 0) return null;
  return (
    <>
      <h3 className="pane-title">{t('deskForm.path')}</h3>
      <ol className="menu-path">
        {path.map(({ state, input, at }) => (
          <li key={`${at}-${state}`}>
            {words(state)}
            {input && <span className="menu-input">{input}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
