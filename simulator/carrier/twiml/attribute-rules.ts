/** An attribute's check: the error code and sentence when the value is wrong. */
export interface AttributeRule {
  code: number;
  allowed: string;
  test: (value: string) => boolean;
}

/** A text's check: the error code and what is wrong, or undefined when nothing is. */
export type TextRule = (text: string) => { code: number; message: string } | undefined;

export interface VerbRule {
  attributes: Record<string, AttributeRule>;
  /** Elements that may stand inside, and the code when another one does. */
  children: readonly string[];
  wrongChildCode: number;
  /** `alone`: text or child elements, not both. */
  text: 'none' | 'optional' | 'required' | 'alone';
  /** A further check of the text. */
  content?: TextRule;
}

/** The schema is broken in a way that has no error code of its own. */
export const invalidSchema = 12200;

export const oneOf = (code: number, ...values: string[]): AttributeRule => ({
  code,
  allowed: values.join(' | '),
  test: (value) => values.includes(value),
});
export const whole = (code: number, min: number, max = Number.MAX_SAFE_INTEGER): AttributeRule => ({
  code,
  allowed: max === Number.MAX_SAFE_INTEGER ? `whole number from ${min}` : `whole number ${min}–${max}`,
  test: (value) => /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max,
});
export const wholeOrAuto = (code: number): AttributeRule => ({
  code,
  allowed: 'whole number from 1 | auto',
  test: (value) => value === 'auto' || (/^\d+$/.test(value) && Number(value) >= 1),
});
export const matching = (code: number, pattern: RegExp, allowed: string): AttributeRule => ({
  code,
  allowed,
  test: (value) => pattern.test(value),
});
export const webUrl = (code = 11100): AttributeRule => ({
  code,
  allowed: 'absolute or relative http(s) URL',
  test: (value) => {
    if (!URL.canParse(value, 'http://base.invalid/')) return false;
    return /^https?:$/.test(new URL(value, 'http://base.invalid/').protocol);
  },
});
export const bool = (code = invalidSchema) => oneOf(code, 'true', 'false');
export const method = (code: number) => oneOf(code, 'GET', 'POST');
export const anyText = matching(invalidSchema, /^[\s\S]*$/, 'text');
export const words = (code: number, ...values: string[]): AttributeRule => ({
  code,
  allowed: `one or more of ${values.join(', ')}, separated by spaces`,
  test: (value) => value.split(' ').every((word) => values.includes(word)),
});
