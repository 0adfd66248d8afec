import { useTranslation } from 'react-i18next';
import type { ObligationView } from '../../../domain/contracts/followup.ts';
import { groupPhone } from '../text/numbers.ts';

/** Whom to call; a number given in full can be pressed to be dialled. */
export function Party({ obligation }: { obligation: ObligationView }) {
  const { t } = useTranslation();
  const { number, customerName } = obligation;
  const words = number ? groupPhone(number) : t('calls.hidden');
  const full = /^\+?\d{7,}$/.test(number);
  return (
    <span>
      {customerName && <>{customerName} </>}
      {full ? (
        <a className="phone" href={`tel:${number}`}>
          {words}
        </a>
      ) : (
        <span className="phone">{words}</span>
      )}
    </span>
  );
}
