/** The closed lists of what is written down at the customer's home (H5). */

export const QUOTE_LINE_SORTS = ['labour', 'travel', 'part', 'other'] as const;
export type QuoteLineSort = (typeof QUOTE_LINE_SORTS)[number];

export const UNITS = ['piece', 'set', 'metre', 'kilogram', 'hour', 'visit'] as const;
export type Unit = (typeof UNITS)[number];

/** `replaced`: another one was made since, which needs a word of its own from the customer. */
export const QUOTE_STATES = ['given', 'approved', 'replaced'] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];

/** How the customer agreed: on the phone's screen, or by the code from a text message. */
export const APPROVAL_WAYS = ['signature', 'code'] as const;
export type ApprovalWay = (typeof APPROVAL_WAYS)[number];

export const SIGNATURE_PURPOSES = ['quote', 'work'] as const;
export type SignaturePurpose = (typeof SIGNATURE_PURPOSES)[number];

/** `absent`: nobody was at home. */
export const PHOTO_KINDS = ['before', 'after', 'nameplate', 'absent', 'other'] as const;
export type PhotoKind = (typeof PHOTO_KINDS)[number];

export const PAYMENT_METHODS = ['cash', 'qr', 'transfer', 'warranty', 'none'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Why work was finished without the customer's completion code. `unsaid`: from before a reason was asked for. */
export const CODE_ABSENCES = [
  'no_text_phone',
  'not_received',
  'refused',
  'no_network',
  'tries_spent',
  'unsaid',
] as const;
export type CodeAbsence = (typeof CODE_ABSENCES)[number];
/** H5: what tickets with finished visits are looked up by: how the visit ended, or why the code lacks. */
export const FINISHED_WITH = ['any', 'code', 'no_code', 'unquoted', 'differs', ...CODE_ABSENCES] as const;
export type FinishedWith = (typeof FINISHED_WITH)[number];
/** Those that a technician may choose. */
export const SAID_ABSENCES = [
  'no_text_phone',
  'not_received',
  'refused',
  'no_network',
  'tries_spent',
] as const;

/** What is known of where something was done; said when the phone would not tell. */
export const PLACE_STATES = ['given', 'refused', 'unavailable'] as const;
export type PlaceState = (typeof PLACE_STATES)[number];

/** What was amiss with the time that a phone gave. */
export const TIME_NOTES = ['sent_late', 'clock_corrected', 'in_future', 'before_previous'] as const;
export type TimeNote = (typeof TIME_NOTES)[number];
