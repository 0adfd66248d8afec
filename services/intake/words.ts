import type { Language, TicketKind } from '../../domain/vocabulary.ts';

const NAMES: Record<Language, Record<TicketKind, string>> = {
  zh: {
    repair: '维修',
    installation: '安装',
    maintenance: '保养清洗',
    inquiry: '咨询',
    complaint: '投诉',
    claim: '索赔',
    rescue: '紧急救援',
  },
  en: {
    repair: 'repair',
    installation: 'installation',
    maintenance: 'maintenance and cleaning',
    inquiry: 'inquiry',
    complaint: 'complaint',
    claim: 'claim',
    rescue: 'emergency',
  },
};

/** A kind of request as it is said and written to a customer. */
export const ticketKindName = (kind: TicketKind, language: Language): string => NAMES[language][kind];
