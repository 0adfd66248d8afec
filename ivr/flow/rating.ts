import { categoryName, passing, say, toMenu } from './moves.ts';
import { beginSurvey } from './survey.ts';
import type { SurveyMemory } from './types.ts';

/** F2: the survey's questions, asked of a customer who rang by themselves. */
export const rating = passing((memory, event, ref) => {
  if (event.type !== 'result' || event.name !== 'begin_rating') return toMenu(memory, [say('rate_none')]);
  const { obligationId, ticketKind: kind, ...ticket } = event.answer;
  const asked = { id: obligationId, kind: 'survey' as const, ticketKind: kind, ...ticket };
  const { question, to } = beginSurvey({ surveys: [asked], index: 0 }, ref);
  const survey: SurveyMemory = {
    attemptId: 0,
    obligationId,
    customerName: memory.profile.customer?.name ?? null,
    surveys: [asked],
    index: 0,
    question,
    callback: false,
  };
  const category = categoryName(ticket.category, memory, ref);
  const intro = say('rate_intro', { outlet: ticket.outletName ?? '', kind, category });
  return { to, memory: { ...memory, survey }, say: [intro] };
});
