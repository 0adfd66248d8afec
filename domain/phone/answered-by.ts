/** Whether the carrier heard a machine or a fax pick up; it says nothing where it did not listen for one. */
export const isMachine = (answeredBy: string | undefined): boolean =>
  /^(?:machine|fax)/.test(answeredBy ?? '');
