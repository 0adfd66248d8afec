import { DateTime } from 'luxon';
import type { Language } from '../vocabulary.ts';

/** An instant as it is said: 11月23日14点30分, November 23 at 2:30 PM. */
export function spokenTime(at: Date, language: Language, zone: string): string {
  const local = DateTime.fromJSDate(at, { zone });
  if (language === 'en') return local.setLocale('en').toFormat("MMMM d 'at' h:mm a");
  return local.toFormat(local.minute === 0 ? 'M月d日H点' : 'M月d日H点mm分');
}
