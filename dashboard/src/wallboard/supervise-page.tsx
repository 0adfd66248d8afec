import { FundProjectionScreenOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { Floor } from './floor.tsx';
import { LineToday } from './line-today.tsx';
import { SupervisionLog } from './supervision-log.tsx';
import './supervise.css';

const VIEWS = ['live', 'today', 'log'] as const;

/** The supervisor's page: the floor as it is now, the day's callers, and what supervisors did. */
export function SupervisePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((name) => name === params.get('view')) ?? 'live';
  return (
    <div className="page supervise-page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.supervise')}</h1>
        <Segmented
          value={view}
          onChange={(next) => setParams({ view: next })}
          options={VIEWS.map((name) => ({ value: name, label: t(`supervise.view.${name}`) }))}
        />
        <Button href="/wallboard" target="_blank" icon={<FundProjectionScreenOutlined />}>
          {t('supervise.wall')}
        </Button>
      </header>
      {view === 'live' && <Floor />}
      {view === 'today' && <LineToday />}
      {view === 'log' && <SupervisionLog />}
    </div>
  );
}
