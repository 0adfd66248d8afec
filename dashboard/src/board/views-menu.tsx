import { DeleteOutlined } from '@ant-design/icons';
import { App, Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { BoardView } from '../../../domain/contracts/board.ts';
import { useBoardViews } from '../api/queries.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { viewOf } from './filters.ts';

/** One's own named views, kept by the server so that they are there at every desk; and the link to this one. */
export function ViewsMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Views close={() => setOpen(false)} />}
    >
      <Button>{t('board.views')}</Button>
    </Popover>
  );
}

function Views({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const [name, setName] = useState('');
  const views = useBoardViews();
  const save = useWrite<{ name: string; query: string }, BoardView>(() => setName(''));
  const remove = useWrite<undefined, unknown>();
  const current = viewOf(params);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`${location.origin}${location.pathname}?${current}`);
      void message.success(t('board.linkCopied'));
    } catch {
      void message.info(t('board.linkInBar'));
    }
  };
  const problem = save.error ?? remove.error ?? views.error;
  return (
    <div className="views-menu">
      {problem && <TroubleAlert error={problem} />}
      <ul>
        {views.data?.items.map((view) => (
          <li key={view.id}>
            <Button
              type="text"
              aria-current={view.query === current || undefined}
              onClick={() => {
                setParams(new URLSearchParams(view.query));
                close();
              }}
            >
              {view.name}
            </Button>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('board.deleteView', { name: view.name })}
              onClick={() =>
                remove.mutate({ method: 'DELETE', path: `/api/board/views/${view.id}`, body: undefined })
              }
            />
          </li>
        ))}
        {views.data?.items.length === 0 && <li className="quiet">{t('board.noViews')}</li>}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) save.mutate({ path: '/api/board/views', body: { name, query: current } });
        }}
      >
        <Input
          value={name}
          maxLength={40}
          placeholder={t('board.viewName')}
          aria-label={t('board.viewName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button htmlType="submit" type="primary" disabled={!name.trim()} loading={save.isPending}>
          {t('board.saveView')}
        </Button>
      </form>
      <Button type="link" size="small" onClick={copy}>
        {t('board.copyLink')}
      </Button>
    </div>
  );
}
