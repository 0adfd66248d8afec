import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiKeyView, KEY_ROLES } from '../../../domain/contracts/integration.ts';
import { useWrite } from '../api/use-write.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { useKeys } from './queries.ts';
import { SecretShown } from './secret-shown.tsx';

/** Keys by which other systems come in: each works in a role, in a unit, under its own name. */
export function KeysTab() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const list = useKeys();
  const [adding, add] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const revoke = useWrite<undefined, unknown>(() => void message.success(t('keys.revoked')));
  const columns: Column<ApiKeyView>[] = [
    {
      key: 'name',
      title: t('keys.system'),
      cell: ({ name, hint }) => (
        <>
          {name} <span className="quiet">{hint}…</span>
        </>
      ),
    },
    { key: 'role', title: t('keys.role'), cell: ({ role }) => role && t(`trade.role.${role}`) },
    { key: 'unit', title: t('integration.scope'), cell: ({ unitName }) => unitName },
    {
      key: 'made',
      title: t('keys.made'),
      cell: ({ createdAt, createdByName }) => (
        <>
          <When at={createdAt} /> {createdByName}
        </>
      ),
    },
    {
      key: 'used',
      title: t('keys.lastUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} /> : t('keys.never')),
    },
    {
      key: 'act',
      title: '',
      cell: ({ id, revokedAt }) =>
        revokedAt ? (
          <span className="quiet">
            {t('keys.revokedAt')} <When at={revokedAt} />
          </span>
        ) : (
          <Popconfirm
            title={t('keys.revokeEffect')}
            okButtonProps={{ danger: true }}
            onConfirm={() => revoke.mutate({ method: 'DELETE', path: `/api/keys/${id}`, body: undefined })}
          >
            <Button type="link" size="small" danger>
              {t('keys.revoke')}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <p className="quiet">{t('keys.intro')}</p>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => add(true)}>
          {t('keys.add')}
        </Button>
      </header>
      {revoke.error && <TroubleAlert error={revoke.error} className="dialog-trouble" />}
      {list.error && <TroubleAlert error={list.error} retry={() => void list.refetch()} />}
      <DataTable
        label={t('keys.title')}
        columns={columns}
        rows={list.data}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('keys.none')} hint={t('keys.noneHint')} />}
      />
      {adding && <KeyDialog close={() => add(false)} made={setToken} />}
      {token && <SecretShown title={t('keys.token')} secret={token} close={() => setToken(null)} />}
    </section>
  );
}

function KeyDialog({ close, made }: { close: () => void; made: (token: string) => void }) {
  const { t } = useTranslation();
  const { units, unitName } = useReferenceData();
  const [form] = Form.useForm();
  const write = useWrite<unknown, { token: string }>(({ token }) => {
    close();
    made(token);
  });
  return (
    <Modal
      open
      title={t('keys.addTitle')}
      okText={t('keys.add')}
      okButtonProps={{ loading: write.isPending }}
      cancelText={t('common.back')}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
    >
      {write.error && (
        <TroubleAlert error={write.error} kept={t('keys.invalidHint')} className="dialog-trouble" />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ role: 'store_supervisor' }}
        onFinish={(body) => write.mutate({ path: '/api/keys', body })}
      >
        <Form.Item
          name="name"
          label={t('keys.system')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('keys.nameNeeded') }]}
        >
          <Input maxLength={80} autoFocus placeholder={t('keys.nameHint')} />
        </Form.Item>
        <Form.Item name="role" label={t('keys.role')} extra={t('keys.roleExtra')}>
          <Select options={KEY_ROLES.map((value) => ({ value, label: t(`trade.role.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="unitId"
          label={t('integration.scope')}
          rules={[{ required: true, message: t('keys.unitNeeded') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={units.map(({ id }) => ({ value: id, label: unitName(id) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
