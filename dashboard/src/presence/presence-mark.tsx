import { EditOutlined, EyeOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useColleagues } from './use-presence.ts';
import './presence.css';

/** On a card: a colleague has it open, or is about to assign it. */
export function PresenceMark({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation();
  const [first, ...others] = useColleagues(ticketId);
  if (!first) return null;
  const assigning = [first, ...others].find(({ act }) => act === 'assign');
  const { name, act } = assigning ?? first;
  const words = [first, ...others]
    .map((one) => t(`presence.${one.act}`, { name: one.name }))
    .join(t('common.comma'));
  return (
    <span className="presence-mark" data-act={act} title={words}>
      {act === 'assign' ? <EditOutlined aria-hidden /> : <EyeOutlined aria-hidden />}
      {name}
      {others.length > 0 && ` +${others.length}`}
    </span>
  );
}

/** In the drawer: who else is here, in a sentence. */
export function PresenceLine({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation();
  const people = useColleagues(ticketId);
  if (people.length === 0) return null;
  return (
    <p
      className="presence-line"
      role="status"
      data-act={people.some(({ act }) => act === 'assign') ? 'assign' : 'open'}
    >
      {people.map(({ personId, name, act }) => (
        <span key={personId}>{t(`presence.${act}`, { name })}</span>
      ))}
    </p>
  );
}
