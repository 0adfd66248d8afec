import { Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PriceItemView, SavePrice } from '../../../domain/contracts/fieldwork.ts';
import { QUOTE_LINE_SORTS, UNITS } from '../../../domain/fieldwork/words.ts';
import { formatFen, parseYuan } from '../../../domain/money.ts';
import { FIELD_KINDS } from '../../../domain/vocabulary.ts';
import { usePriceVersions } from '../api/queries.ts';
import { YuanInput } from '../outlet/yuan-input.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import './prices.css';

interface Props {
  /** Null: another one is added. */
  item: PriceItemView | null;
  may: boolean;
  close: () => void;
}

/** One item of the price list, for whoever may change it; and who changed it, when and why. */
export function PriceDialog({ item, may, close }: Props) {
  const { t } = useTranslation();
  if (may) return <Edit item={item} close={close} />;
  return (
    <Modal open title={item?.name} onCancel={close} footer={null}>
      {item && <History code={item.code} />}
      {item?.version === 0 && <p className="quiet">{t('prices.neverChanged')}</p>}
    </Modal>
  );
}

type Values = Omit<SavePrice, 'category' | 'kind' | 'unitFen' | 'version'> & {
  category?: string;
  kind?: (typeof FIELD_KINDS)[number];
  yuan: string;
};

function Edit({ item, close }: Omit<Props, 'may'>) {
  const { t } = useTranslation();
  const { categories, categoryName } = useReferenceData();
  const needed = [{ required: true, whitespace: true, message: t('prices.needed') }];
  const bodyOf = ({ yuan, category, kind, ...rest }: Values): SavePrice => ({
    ...rest,
    category: category ?? null,
    kind: kind ?? null,
    unitFen: parseYuan(yuan) ?? 0,
    version: item?.version ?? 0,
  });
  return (
    <WriteDialog<Values>
      title={item ? t('prices.editTitle', { name: item.name }) : t('prices.add')}
      effect={t('prices.effect')}
      act={t('prices.save')}
      done={t('prices.saved')}
      width={680}
      path="/api/prices"
      refusals={{ stale: t('prices.stale') }}
      initial={
        item
          ? {
              ...item,
              category: item.category ?? undefined,
              kind: (item.kind as Values['kind']) ?? undefined,
              yuan: formatFen(item.unitFen),
              why: undefined,
            }
          : { sort: 'labour', unit: 'visit', warrantyMonths: 0, active: true }
      }
      bodyOf={bodyOf}
      close={close}
    >
      <div className="price-form">
        <Form.Item name="name" label={t('prices.name')} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="nameEn" label={t('prices.nameEn')} rules={needed}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('prices.code')}
          rules={[...needed, { pattern: /^[A-Za-z0-9-]{2,32}$/, message: t('prices.codeWrong') }]}
        >
          <Input maxLength={32} disabled={item !== null} />
        </Form.Item>
        <Form.Item name="sort" label={t('prices.sort')} rules={[{ required: true }]}>
          <Select
            options={QUOTE_LINE_SORTS.map((sort) => ({ value: sort, label: t(`prices.sorts.${sort}`) }))}
          />
        </Form.Item>
        <Form.Item name="category" label={t('prices.category')}>
          <Select
            allowClear
            placeholder={t('prices.everyCategory')}
            options={categories.map(({ code }) => ({ value: code, label: categoryName(code) }))}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('prices.kind')}>
          <Select
            allowClear
            placeholder={t('prices.everyKind')}
            options={FIELD_KINDS.map((kind) => ({ value: kind, label: t(`trade.kind.${kind}`) }))}
          />
        </Form.Item>
        <YuanInput name="yuan" label={t('prices.price')} size="middle" />
        <Form.Item name="unit" label={t('prices.unit')} rules={[{ required: true }]}>
          <Select options={UNITS.map((unit) => ({ value: unit, label: t(`fieldwork.unit.${unit}`) }))} />
        </Form.Item>
        <Form.Item name="warrantyMonths" label={t('prices.warrantyMonths')} rules={[{ required: true }]}>
          <InputNumber min={0} max={240} precision={0} />
        </Form.Item>
        <Form.Item name="active" label={t('prices.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item
          className="wide"
          name="why"
          label={t('prices.why')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('common.reasonNeeded') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </div>
      {item && item.version > 0 && <History code={item.code} />}
    </WriteDialog>
  );
}

function History({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = usePriceVersions(code);
  return (
    <>
      {error && <TroubleAlert error={error} retry={() => refetch()} />}
      <ul className="price-versions">
        {data?.items.map(({ version, item, at, by, why }) => (
          <li key={version}>
            <b>{t('prices.versionNo', { version })}</b> ¥{formatFen(item.unitFen)}{' '}
            <span className="quiet">
              {by} <When at={at} /> · {why}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
