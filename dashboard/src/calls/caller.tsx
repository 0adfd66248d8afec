import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../domain/contracts/api.ts';
import { groupPhone } from '../text/numbers.ts';

/** Name and number of whoever is at the other end, as far as they are known. */
export function Caller({ contact }: { contact: Pick<ContactView, 'number' | 'customerName' | 'language'> }) {
  const { t } = useTranslation();
  return (
    <span>
      {contact.customerName && <>{contact.customerName} </>}
      <span className="phone">{contact.number ? groupPhone(contact.number) : t('calls.hidden')}</span>
      {contact.language === 'en' && <span className="card-mark">EN</span>}
    </span>
  );
}
