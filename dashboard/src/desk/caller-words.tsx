import { useTranslation } from 'react-i18next';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupPhone } from '../text/numbers.ts';

/** 'kind:complaint', 'cat:television', 'lang:en' in words: 投诉 · 电视 · 英语. */
export function useSkillWords(): (skill: string) => string {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  return (skill) => {
    const [sort = '', name = ''] = skill.split(':');
    if (sort !== 'lang' && sort !== 'kind' && sort !== 'cat') return skill;
    if (name === '*') return `${t(`desk.skill.${sort}`)} ${t('desk.skill.any')}`;
    if (sort === 'cat') return categoryName(name);
    if (sort === 'lang') return name === 'zh' || name === 'en' ? t(`desk.skill.${name}`) : name;
    const kind = TICKET_KINDS.find((known) => known === name);
    return kind ? t(`trade.kind.${kind}`) : name;
  };
}

/** Who is on the line, and what for, in one line. */
export function CallerWords({ caller }: { caller: DeskCaller }) {
  const { t } = useTranslation();
  const skillWords = useSkillWords();
  const about = caller.skills.filter((skill) => skill !== 'lang:zh').map(skillWords);
  return (
    <span className="caller-words">
      {caller.priority !== 'normal' && (
        <b className="caller-priority" data-priority={caller.priority}>
          {t(`trade.priority.${caller.priority}`)}
        </b>
      )}
      {caller.customerName && <strong>{caller.customerName}</strong>}
      <strong className="phone">{caller.number ? groupPhone(caller.number) : t('desk.call.hidden')}</strong>
      {about.map((word) => (
        <span key={word} className="caller-about">
          {word}
        </span>
      ))}
    </span>
  );
}
