/** The unique keys of obligations: one per resolution (F1), one per contact that was left waiting (H2). */
export const surveyKey = (ticketId: number, resolutionNo: number): string =>
  `survey-${ticketId}-${resolutionNo}`;
/** One second call per survey (S9). */
export const checkKey = (obligationId: number): string => `check-${obligationId}`;
export const contactKey = (kind: 'promised' | 'voicemail' | 'abandoned', contactId: number): string =>
  `${kind}-${contactId}`;

/** Before the obligation's id, in the key of the text message that asks its survey: a reply is put to that one. */
export const SURVEY_TEXT = 'survey-';
