import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * What the carrier or a person gave as a number, made one: E.164 where it is a real number, the bare digits
 * where it is a short code (12345, 96xxx), and '' where it is hidden (`anonymous`, empty, `client:…`, Twilio's
 * +266696687).
 *
 * @param given as received
 * @param country the country in which a number without a country code is meant
 */
export function normaliseNumber(given: string | undefined, country: 'CN' = 'CN'): string {
  const text = (given ?? '').trim();
  if (text === '' || /[a-z]/i.test(text) || text === '+266696687') return '';
  const parsed = parsePhoneNumberFromString(text, country);
  if (parsed?.isPossible()) return parsed.number;
  return text.replace(/\D/g, '').slice(0, 20);
}

/** Whether the number can be rung from here: a full number, no short code, not hidden. */
export const isDiallable = (number: string): boolean =>
  number.startsWith('+') && (parsePhoneNumberFromString(number)?.isValid() ?? false);

/** Whether it takes text messages: mainland mobiles, and anything abroad that could be one. */
export function takesMessages(number: string): boolean {
  const parsed = number.startsWith('+') ? parsePhoneNumberFromString(number) : undefined;
  if (!parsed?.isValid()) return false;
  const type = parsed.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

/** National digits, for reading: `13800138000`; short codes and hidden numbers as they are. */
export const nationalDigits = (number: string): string =>
  parsePhoneNumberFromString(number)?.nationalNumber ?? number;

/** A landline by its area code; 400 and 800 have none. */
const LANDLINE = /^\+86(?![48]00)(10|2\d|[3-9]\d\d)\d{3,4}(\d{4})$/;

/** As it is dialled at home: `13800138000`, `073188881234`; of other countries as it is written. */
export const numberAtHome = (number: string): string =>
  LANDLINE.test(number) ? `0${number.slice(3)}` : number.replace(/^\+86/, '');

/** `138****8000`, `0731****1234`: enough to recognise, not enough to ring. */
export function maskNumber(number: string): string {
  const land = LANDLINE.exec(number);
  if (land) return `0${land[1]}****${land[2]}`;
  const digits = nationalDigits(number);
  if (digits.length < 7) return digits;
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
