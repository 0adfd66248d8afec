import { hoursAfter } from '../../domain/time.ts';
import { surveyUrl } from '../followup/survey-link.ts';
import { type LinkMaker, linkToken, readLinkToken } from '../signed-link.ts';
import { SURVEY_LINK, VISIT_LINK } from './built-in.ts';

/** How long a customer may see and change the visit by the link in a text message, hours. */
export const VISIT_LINK_HOURS = 14 * 24;

/** The ticket whose visit a token opens now; null when it opens none. */
export const readVisitToken = (secret: string, token: string, now: Date): number | null =>
  readLinkToken(secret, 'visit-link', token, now);

/** H6: the customer's own link; the same one however often the message is made. */
export function visitUrl({ secret, publicUrl }: LinkMaker, ticketId: number, madeAt: Date): string {
  const token = linkToken(secret, 'visit-link', ticketId, hoursAfter(madeAt, VISIT_LINK_HOURS));
  return `${publicUrl}/v/${token}`;
}

/** The message as it goes to the carrier: the link is put in only now, so that nobody reads it in the log. */
export const withLink = (
  { body, ticketId, createdAt }: { body: string; ticketId: number | null; createdAt: Date },
  links: LinkMaker,
): string =>
  (ticketId ? body.replaceAll(VISIT_LINK, visitUrl(links, ticketId, createdAt)) : body).replace(
    SURVEY_LINK,
    (_, obligationId) => surveyUrl(links, Number(obligationId), createdAt),
  );
