import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { byState, STATES_SHOWN } from './figures.ts';

/** Names that fit below a state; whoever has been in it for longest is named first. */
const NAMES = 7;

/** The agents by state, with how long they have been in it. */
export function WallAgents({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const now = useSeconds();
  const states = byState(board.agents);
  return (
    <section className="wall-agents" aria-label={t('supervise.agents')}>
      {STATES_SHOWN.map((state) => {
        const agents = states.get(state) ?? [];
        return (
          <Link key={state} to={`/supervise?state=${state}`} className="wall-state" data-state={state}>
            <h2>
              {t(`supervise.wallWords.state.${state}`)} <b>{agents.length}</b>
            </h2>
            <ul>
              {agents.slice(0, NAMES).map(({ personId, name, since }) => (
                <li key={personId}>
                  <span>{name}</span>
                  <time>{ticking(now - Date.parse(since))}</time>
                </li>
              ))}
              {agents.length > NAMES && (
                <li>{t('supervise.wallWords.more', { count: agents.length - NAMES })}</li>
              )}
            </ul>
          </Link>
        );
      })}
    </section>
  );
}
