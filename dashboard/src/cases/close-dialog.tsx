import { Alert, Form, Input, Radio, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../domain/contracts/cases.ts';
import {
  CASE_CAUSES,
  type CaseCause,
  CUSTOMER_WORDS,
  type CustomerWord,
} from '../../../domain/vocabulary.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';

interface Closing {
  cause: CaseCause;
  remedy: string;
  word: CustomerWord;
  said?: string;
}

/** C5: cause, remedy, and the customer's word; one who is not content goes a level up instead (C4). */
export function CloseDialog({ of, close }: { of: CaseDetail; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Closing>();
  const word = Form.useWatch('word', form);
  const climbs = word === 'not_content' && of.mayClimb;
  return (
    <WriteDialog<Closing>
      title={`${t('cases.close')} ${of.number}`}
      effect={t('cases.closeEffect')}
      act={t(climbs ? 'cases.handUp' : 'cases.close')}
      done={t(climbs ? 'cases.handedUp' : 'cases.closed')}
      path={`/api/cases/${of.id}/close`}
      form={form}
      bodyOf={({ said = '', ...rest }) => ({ ...rest, said: said.trim() || null, version: of.version })}
      close={close}
    >
      <Form.Item
        name="cause"
        label={t('cases.cause')}
        rules={[{ required: true, message: t('cases.causeNeeded') }]}
      >
        <Select options={CASE_CAUSES.map((value) => ({ value, label: t(`trade.caseCause.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="remedy"
        label={t('cases.remedy')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('cases.remedyNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={500} placeholder={t('cases.remedyHint')} />
      </Form.Item>
      <Form.Item
        name="word"
        label={t('cases.word')}
        rules={[{ required: true, message: t('cases.wordNeeded') }]}
      >
        <Radio.Group>
          <Space wrap>
            {CUSTOMER_WORDS.map((value) => (
              <Radio key={value} value={value}>
                <span className="case-word">{t(`trade.customerWord.${value}`)}</span>
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="said"
        label={t('cases.said')}
        dependencies={['word']}
        rules={[
          { required: word !== 'not_reached', min: 2, whitespace: true, message: t('cases.saidNeeded') },
        ]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {climbs && <Alert type="warning" showIcon title={t('cases.climbsInstead')} />}
    </WriteDialog>
  );
}
