import type * as words from '../../../domain/fieldwork/words.ts';

type Words<Name extends string> = Record<Name, string>;

/** Every closed list of the work at the customer's home needs its words. */
export interface FieldworkLists {
  unit: Words<words.Unit>;
  quoteState: Words<words.QuoteState>;
  approvalWay: Words<words.ApprovalWay>;
  photoKind: Words<words.PhotoKind>;
  payment: Words<words.PaymentMethod>;
  codeAbsence: Words<words.CodeAbsence>;
  place: Words<words.PlaceState>;
  timeNote: Words<words.TimeNote>;
}
