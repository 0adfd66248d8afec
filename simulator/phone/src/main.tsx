import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startLanguage } from './i18n.ts';
import { Theme } from './theme.tsx';
import './styles.css';

await startLanguage();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Theme>
      <App />
    </Theme>,
  );
}
