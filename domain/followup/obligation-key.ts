/** The unique keys of obligations: one per resolution (F1), one per contact that was left waiting (H2). */
export const surveyKey = (ticketId: number, resolutionNo: number): string =>
  `survey-${ticketId}-${resolutionNo}`;
export const contactKey = (kind: 'promised' | 'voicemail' | 'abandoned', contactId: number): string =>
  `${kind}-${contactId}`;
