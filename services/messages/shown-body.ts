/** A link that opens a ticket to whoever has it. */
const LINK = /(https?:\/\/\S+\/d\/)\S+/g;
/** The digits of a code that stands for the customer's word (services/fieldwork/customer-code.ts). */
const CODE = /(验收码|确认码|the code )\d{6}/g;

/** A text message as colleagues and outlets may read it: what only its receiver may have is left out. */
export const shownBody = (body: string): string => body.replace(LINK, '$1…').replace(CODE, '$1······');
