import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { SetupProblem } from '../../domain/setup/problem.ts';
import type { Reference } from '../flow/types.ts';
import { checkHours } from './hours.ts';
import { checkMenu } from './menu.ts';
import { checkAnnouncements, checkPrompts } from './words.ts';

/**
 * Whether a setup of the phone may be let loose on callers: no path is dead, too long or unspoken in a language.
 *
 * @param reference the phone as it is; the setup in it is not looked at
 */
export async function checkSetup(
  setup: PhoneSetup,
  reference: Reference,
  now: Date,
): Promise<SetupProblem[]> {
  const ref = { ...reference, setup, setupKey: 'checked' };
  return [
    ...(await checkMenu(ref, now)),
    ...checkPrompts(ref),
    ...checkHours(setup.hours, now, ref.timeZone),
    ...checkAnnouncements(setup, now, ref.timeZone),
  ].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}
