import type { MessageTemplate } from '../../domain/vocabulary.ts';
import { SURVEY_LINK, VISIT_LINK } from './built-in.ts';

/** A link that opens a ticket to whoever has it. */
const LINK = /(https?:\/\/\S+\/[dvs]\/)\S+/g;
/** Messages with digits that stand for the customer's word (services/fieldwork/customer-code.ts), however worded. */
const WITH_CODE: readonly string[] = ['completion_code', 'quote_code'] satisfies MessageTemplate[];
const CODE = /(?<!\d)\d{6}(?!\d)/g;

/** A text message as colleagues and outlets may read it: what only its receiver may have is left out. */
export function shownBody(body: string, template: string): string {
  const shown = body.replace(LINK, '$1…').replaceAll(VISIT_LINK, '…').replace(SURVEY_LINK, '…');
  return WITH_CODE.includes(template) ? shown.replace(CODE, '······') : shown;
}
