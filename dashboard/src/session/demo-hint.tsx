import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { get } from '../api/client.ts';

const PASSWORD = 'yixian2026';
const LOGINS = ['dispatcher', 'agent', 'outlet', 'tech', 'region', 'hq'] as const;

/** In the demo, and only there (the demo clock tells), the door opens with one press. */
export function DemoHint({ choose }: { choose: (username: string, password: string) => void }) {
  const { t } = useTranslation();
  const { data: isDemo } = useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) =>
      get('/api/demo/clock', {}, signal).then(
        () => true,
        () => false,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isDemo) return null;
  return (
    <section className="login-demo">
      <h2>{t('login.demo')}</h2>
      <p>{t('login.demoMeans', { password: PASSWORD })}</p>
      <div className="login-demo-list">
        {LOGINS.map((login) => (
          <Button key={login} onClick={() => choose(login, PASSWORD)}>
            {t(`login.as.${login}`)}
            <small>{login}</small>
          </Button>
        ))}
      </div>
      <a href="/phone" target="_blank" rel="noreferrer">
        {t('login.phone')}
      </a>
    </section>
  );
}
