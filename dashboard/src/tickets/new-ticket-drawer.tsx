import { App, Button, Drawer, Form, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { newTicketSchema, ticketOpenedSchema } from '../../../domain/contracts/api.ts';
import { isFieldKind, PRIORITIES, TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';
import { useAreaWindows } from '../api/visit-queries.ts';
import { PlaceField } from '../parts/place-field.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { groupTicket } from '../text/numbers.ts';
import { isPhone } from './is-phone.ts';
import { KnownTickets } from './known-tickets.tsx';

type NewTicket = z.input<typeof newTicketSchema>;
type Opened = z.infer<typeof ticketOpenedSchema>;

interface NewTicketDrawer {
  open: boolean;
  close: () => void;
  opened: (id: number) => void;
}

/** H3: a request taken in at a counter or by an agent, in the order in which one asks. Closing keeps what was typed. */
export function NewTicketDrawer({ open, close, opened }: NewTicketDrawer) {
  const { t } = useTranslation();
  const { categories, categoryName } = useReferenceData();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewTicket>();
  const number = Form.useWatch('contactNumber', form);
  const kind = Form.useWatch('kind', form) ?? 'repair';
  const category = Form.useWatch('category', form);
  const districtCode = Form.useWatch('districtCode', form);
  const area = isFieldKind(kind) && category && districtCode ? { kind, category, districtCode } : null;
  const windows = useAreaWindows(area);
  const write = useWrite<NewTicket, Opened>((answer) => {
    void message.success(t('tickets.opened_', { number: groupTicket(answer.number) }));
    form.resetFields();
    opened(answer.id);
  });
  return (
    <Drawer
      open={open}
      onClose={close}
      title={t('tickets.new')}
      size="min(560px, 100vw)"
      forceRender
      footer={
        <>
          {write.error && (
            <TroubleAlert error={write.error} kept={t('common.keptTyped')} className="dialog-trouble" />
          )}
          <Button type="primary" size="large" block loading={write.isPending} onClick={() => form.submit()}>
            {t('tickets.take')}
          </Button>
        </>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: 'repair', priority: 'normal' }}
        onFinish={(values) => write.mutate({ path: '/api/tickets', body: values })}
      >
        <div className="form-pair">
          <Form.Item
            name="contactNumber"
            label={t('tickets.phone')}
            rules={[
              { required: true, message: t('tickets.phoneNeeded') },
              {
                validator: (_, value?: string) =>
                  !value || isPhone(value)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('tickets.phoneWrong'))),
              },
            ]}
          >
            <Input type="tel" maxLength={40} placeholder="138 0013 8000" autoComplete="off" />
          </Form.Item>
          <Form.Item name="customerName" label={t('tickets.customerName')}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
        </div>
        {open && number && isPhone(number) && <KnownTickets number={number} />}
        <div className="form-pair">
          <Form.Item name="kind" label={t('tickets.kind')} rules={[{ required: true }]}>
            <Select options={TICKET_KINDS.map((name) => ({ value: name, label: t(`trade.kind.${name}`) }))} />
          </Form.Item>
          <Form.Item
            name="category"
            label={t('tickets.category')}
            rules={[{ required: true, message: t('tickets.categoryNeeded') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={categories.map(({ code }) => ({ value: code, label: categoryName(code) }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="priority" label={t('tickets.priority')}>
          <Segmented
            options={PRIORITIES.map((name) => ({ value: name, label: t(`trade.priority.${name}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="districtCode"
          label={t('place.district')}
          rules={[{ required: isFieldKind(kind), message: t('place.districtNeeded') }]}
        >
          <PlaceField />
        </Form.Item>
        <Form.Item
          name="address"
          label={t('place.address')}
          extra={isFieldKind(kind) ? t('tickets.placeHint') : undefined}
        >
          <Input.TextArea rows={2} maxLength={200} placeholder={t('place.addressHint')} />
        </Form.Item>
        {area && (
          <Form.Item name="preferredOutletId" label={t('deskForm.outlet')}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('deskForm.anyOutlet')}
              options={windows.data?.outlets.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <Form.Item name="description" label={t('ticket.description')}>
          <Input.TextArea rows={3} maxLength={1000} placeholder={t('tickets.descriptionHint')} />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
