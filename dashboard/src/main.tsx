import { createRoot } from 'react-dom/client';
import { browserLanguage, staffLanguage, startLanguage } from './i18n/language.ts';
import { applyPalette } from './theme/apply-palette.ts';
import { currentMode } from './theme/mode.ts';
import './styles.css';

/** A customer who follows the link in a text message gets that page alone, without the weight of the rest. */
async function start(): Promise<void> {
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no #root');
  applyPalette(currentMode());
  const { pathname } = location;
  const [, link, token = ''] = /^\/([dvs])\/(.*)$/.exec(pathname) ?? [];
  await startLanguage(link ? browserLanguage() : staffLanguage());
  const root = createRoot(container);
  if (link === 'd') {
    const { DetailsApp } = await import('./details/details-app.tsx');
    root.render(<DetailsApp token={token} />);
  } else if (link === 'v') {
    const { VisitLinkApp } = await import('./visit-link/visit-link-app.tsx');
    root.render(<VisitLinkApp token={token} />);
  } else if (link === 's') {
    const { SurveyLinkApp } = await import('./survey-link/survey-link-app.tsx');
    root.render(<SurveyLinkApp token={token} />);
  } else {
    const { App } = await import('./app.tsx');
    root.render(<App />);
  }
}

void start();
