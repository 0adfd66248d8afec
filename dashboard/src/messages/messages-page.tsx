import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { maySeeWordings } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { MessageLog } from './message-log.tsx';
import { ReplyLog } from './reply-log.tsx';
import { WordingTab } from './wording-tab.tsx';
import './messages.css';

/** H4: what was sent to whom and what became of it; and for those who may, how it is worded. */
export function MessagesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const wording = maySeeWordings(me);
  const asked = params.get('tab');
  const tab = asked === 'replies' || (asked === 'wording' && wording) ? asked : 'log';
  return (
    <div className="page">
      <h1 className="page-title">{t('nav.messages')}</h1>
      <Tabs
        activeKey={tab}
        onChange={(key) => setParams(key === 'log' ? {} : { tab: key }, { replace: true })}
        items={[
          { key: 'log', label: t('messages.log'), children: <MessageLog /> },
          { key: 'replies', label: t('replies.title'), children: <ReplyLog /> },
          ...(wording ? [{ key: 'wording', label: t('messages.wording'), children: <WordingTab /> }] : []),
        ]}
      />
    </div>
  );
}
