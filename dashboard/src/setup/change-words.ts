import { useTranslation } from 'react-i18next';
import type {
  Announcement,
  HoursException,
  MenuItem,
  SetupChange,
  Span,
} from '../../../domain/contracts/setup.ts';
import type { Language } from '../../../domain/vocabulary.ts';
import { usePromptCatalogue } from './prompts-tab.tsx';
import { spanWords } from './spans-field.tsx';

/** Puts a change into words: what was changed, and how it stood before and after. */
export function useChangeWords(): {
  what: (change: SetupChange) => string;
  value: (change: SetupChange, value: string) => string;
} {
  const { t } = useTranslation();
  const catalogue = usePromptCatalogue();
  const spans = (list: Span[]) => (list.length > 0 ? spanWords(list) : t('setup.hours.closed'));

  const what = ({ part, at }: SetupChange): string => {
    const [name = '', rest = ''] = at.split('.');
    switch (part) {
      case 'menu':
        return at === 'order' ? t('setup.change.order') : t(`setup.menu.wishes.${at as MenuItem['wish']}`);
      case 'prompts': {
        const language = rest as Language;
        const text = catalogue.data?.items.find(({ key }) => key === name)?.[language].template ?? name;
        return t('setup.change.prompt', { language: t(`setup.language.${language}`), text });
      }
      case 'hours':
        if (name === 'weekday') return t(`setup.hours.weekday.d${rest as '1'}`);
        if (name === 'exception') return t('setup.change.exception', { number: rest });
        if (name === 'followCalendar') return t('setup.hours.follow');
        return t(`setup.hours.${name as 'holiday' | 'makeUp'}`);
      case 'announcements':
        return t('setup.change.announcement', { number: rest });
      case 'wait':
        return name === 'musicUrl' ? t('setup.wait.music') : t('setup.wait.every');
      default: {
        const never: never = part;
        return never;
      }
    }
  };

  const value = ({ part, at }: SetupChange, text: string): string => {
    switch (part) {
      case 'menu': {
        if (at === 'order') {
          const wishes = text.split(' ') as MenuItem['wish'][];
          return wishes.map((wish) => t(`setup.menu.wishes.${wish}`)).join(' → ');
        }
        const { key, on, label } = JSON.parse(text) as MenuItem;
        const parts = [on ? t('setup.change.pressed', { key }) : t('setup.change.off'), label.zh, label.en];
        return parts.filter(Boolean).join(' · ');
      }
      case 'hours':
        return hoursValue(at, text);
      case 'announcements': {
        const { text: said, from, to, where, urgent } = JSON.parse(text) as Announcement;
        const days = t('setup.change.days', { from: from.replace('T', ' '), to: to.replace('T', ' ') });
        const places = where.map((place) => t(`setup.announcement.places.${place}`));
        const marks = [...places, urgent && t('setup.announcement.urgent')];
        return [said.zh, said.en, days, ...marks].filter(Boolean).join(' · ');
      }
      default:
        return text;
    }
  };

  function hoursValue(at: string, text: string): string {
    if (at === 'followCalendar') return t(text === 'true' ? 'setup.change.yes' : 'setup.change.no');
    if (!at.startsWith('exception')) return spans(JSON.parse(text) as Span[]);
    const { from, to, kind, name, spans: own } = JSON.parse(text) as HoursException;
    const days = from === to ? from : t('setup.change.days', { from, to });
    const how = kind === 'hours' ? spans(own) : t(`setup.hours.exception.kinds.${kind}`);
    return [days, name, how].filter(Boolean).join(' · ');
  }

  return { what, value };
}
