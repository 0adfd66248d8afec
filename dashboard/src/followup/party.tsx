import { useTranslation } from 'react-i18next';
import type { ObligationView } from '../../../domain/contracts/followup.ts';
import { groupPhone } from '../text/numbers.ts';

/** Whom to call. The number is read, not pressed: a call past the hotline would be in no list and no record (H2). */
export function Party({ obligation }: { obligation: ObligationView }) {
  const { t } = useTranslation();
  const { number, customerName } = obligation;
  return (
    <span>
      {customerName && <>{customerName} </>}
      <span className="phone">{number ? groupPhone(number) : t('calls.hidden')}</span>
    </span>
  );
}
