import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { EndpointsTab } from './endpoints-tab.tsx';
import './integrations.css';
import { KeysTab } from './keys-tab.tsx';

/** Other systems: what they are told, and what they are let in by. */
export function IntegrationsPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.integrations')}</h1>
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {t('integration.docs')}
        </a>
      </header>
      <Tabs
        activeKey={params.get('tab') ?? 'endpoints'}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        items={[
          { key: 'endpoints', label: t('integration.endpoints'), children: <EndpointsTab /> },
          { key: 'keys', label: t('keys.title'), children: <KeysTab /> },
        ]}
      />
    </div>
  );
}
