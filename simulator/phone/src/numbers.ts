/** A number in groups, as it is read: 138 0013 8000, 0731-8888 9999, 400 888 9999. Others as they are. */
export function grouped(number: string): string {
  const national = number.replace(/^\+86/, '');
  if (/^1[3-9]\d{9}$/.test(national)) return national.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
  if (/^[48]00\d{7}$/.test(national)) return national.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
  if (number.startsWith('+86')) {
    const [, area = '', rest = ''] = /^(10|2\d|[3-9]\d{2})(\d+)$/.exec(national) ?? [];
    if (area) return `0${area}-${rest.replace(/^(\d{3,4})(\d{4})$/, '$1 $2')}`;
  }
  return number;
}

/** Who speaks on a call: a number in groups, or the name of a browser's user. */
export function partyName(number: string): string {
  return number.startsWith('client:') ? number.slice('client:'.length) : grouped(number);
}

/** What a person typed as the number that a call comes from: E.164, or as it is when it is a short code. */
export function asCaller(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`;
  if (/^0\d{9,11}$/.test(digits)) return `+86${digits.slice(1)}`;
  if (/^\+[1-9]\d{6,14}$/.test(digits) || /^\d{3,12}$/.test(digits)) return digits;
  return undefined;
}

/** The number that was keyed, in E.164 when it is the hotline's in one of the ways that people write it. */
export function asCallee(keyed: string, hotline: string): string {
  const national = hotline.replace(/^\+86/, '');
  return [hotline, hotline.slice(1), national, `0${national}`].includes(keyed) ? hotline : keyed;
}

/** A mobile number that no customer has told us yet. */
export function newNumber(): string {
  return `+86199${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
}
