import { z } from 'zod';
import { surveyLinkAnswersSchema, surveyLinkSchema } from '../../domain/contracts/survey-link.ts';
import { DomainError } from '../../domain/errors.ts';
import { Outlet } from '../../entities/network.ts';
import { Category } from '../../entities/reference.ts';
import { answerInWriting, answersAlong, linkedSurvey } from '../../services/followup/answer-in-writing.ts';
import { readSurveyToken } from '../../services/followup/survey-link.ts';
import { route } from '../http/route.ts';
import type { Wiring } from '../wiring.ts';

const params = z.object({ token: z.string().max(200) });
const CAUSE = 'survey-link';

function surveyOf({ config }: Wiring, token: string, now: Date): number {
  const obligationId = readSurveyToken(config.sessionSecret, token, now);
  if (obligationId === null)
    throw new DomainError('expired', 'This link is no longer valid. Call the hotline about your service.');
  return obligationId;
}

/** F1: the survey by the link in a text message; it is answered once. */
export const surveyLinkRoutes = [
  route({
    method: 'get',
    path: '/survey-link/:token',
    tag: 'follow-up',
    summary: 'The survey that the link is about',
    public: true,
    params,
    answer: surveyLinkSchema,
    async handle({ params: { token }, now, wiring }) {
      const { manager } = wiring.dataSource;
      const { obligation, ticket, script, answered } = await linkedSurvey(
        manager,
        surveyOf(wiring, token, now),
      );
      const { outletId } = obligation;
      return {
        ticketNumber: ticket.number,
        kind: ticket.kind,
        category: ticket.category
          ? await manager.findOne(Category, {
              where: { code: ticket.category },
              select: { name: true, nameEn: true },
            })
          : null,
        outletName: outletId ? ((await manager.findOneBy(Outlet, { id: outletId }))?.name ?? null) : null,
        answered,
        script,
        hotline: wiring.config.twilio.phoneNumber,
      };
    },
  }),
  route({
    method: 'post',
    path: '/survey-link/:token',
    tag: 'follow-up',
    summary: 'What the customer answers; once: what is sent again changes nothing',
    public: true,
    params,
    body: surveyLinkAnswersSchema,
    answer: z.object({ reopened: z.boolean() }),
    handle: ({ params: { token }, body, now, wiring, write }) => {
      const obligationId = surveyOf(wiring, token, now);
      return write(async (tx) => {
        const { ticket, script, answered } = await linkedSurvey(tx, obligationId);
        if (answered) return { reopened: false };
        const answers = answersAlong(script, ticket.kind, body.answers);
        const command = { obligationId, answers, settlement: 'web', cause: CAUSE } as const;
        const { reopened } = await answerInWriting(tx, command, now);
        return { reopened: reopened !== null };
      });
    },
  }),
];
