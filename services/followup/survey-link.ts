import { hoursAfter } from '../../domain/time.ts';
import { type LinkMaker, linkToken, readLinkToken } from '../signed-link.ts';

/** How long a survey may be answered by the link in a text message, hours. */
export const SURVEY_LINK_HOURS = 7 * 24;

/** The survey that a token opens now; null when it is forged, garbled or has expired. */
export const readSurveyToken = (secret: string, token: string, now: Date): number | null =>
  readLinkToken(secret, 'survey-link', token, now);

/** F1: the link to a survey; the same one however often the message is made. */
export function surveyUrl({ secret, publicUrl }: LinkMaker, obligationId: number, madeAt: Date): string {
  const token = linkToken(secret, 'survey-link', obligationId, hoursAfter(madeAt, SURVEY_LINK_HOURS));
  return `${publicUrl}/s/${token}`;
}
