import { App, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CALL_WISHES, type CallWish } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';

interface CallWishField {
  wish: CallWish;
  path: string;
  /** What goes along with the wish. */
  about?: { customerId: number };
}

/** F1: when the customer wishes to be called; kept with the customer as soon as it is chosen. */
export function CallWishField({ wish, path, about }: CallWishField) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const set = useWrite(() => void message.success(t('callWish.kept')));
  return (
    <Select
      size="small"
      className="call-wish"
      aria-label={t('callWish.name')}
      value={wish}
      loading={set.isPending}
      disabled={set.isPending}
      status={set.error ? 'error' : undefined}
      onChange={(chosen) => set.mutate({ path, body: { ...about, wish: chosen } })}
      options={CALL_WISHES.map((value) => ({ value, label: t(`trade.callWish.${value}`) }))}
    />
  );
}
