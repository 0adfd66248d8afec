import type { Config } from '../config.ts';
import type { Route } from '../http/route.ts';
import { appointmentRoutes } from './appointments.ts';
import { boardRoutes } from './board.ts';
import { callRoutes } from './calls.ts';
import { campaignRoutes } from './campaigns.ts';
import { caseRoutes } from './cases.ts';
import { counterRoutes } from './counter.ts';
import { dayPlanRoutes } from './day-plans.ts';
import { demoRoutes } from './demo.ts';
import { demoAccountRoutes } from './demo-account.ts';
import { deskRoutes } from './desk.ts';
import { deskBriefRoutes } from './desk-brief.ts';
import { deskCallRoutes } from './desk-calls.ts';
import { detailsRoutes } from './details.ts';
import { fieldworkRoutes } from './fieldwork.ts';
import { followupRoutes } from './followups.ts';
import { honestyRoutes } from './honesty.ts';
import { importRoutes } from './imports.ts';
import { integrationRoutes } from './integration.ts';
import { knowledgeRoutes } from './knowledge.ts';
import { maskedRoutes } from './masked.ts';
import { messageRoutes } from './messages.ts';
import { numberRoutes } from './numbers.ts';
import { outletRoutes } from './outlets.ts';
import { policyRoutes } from './policy.ts';
import { recordingRoutes } from './recordings.ts';
import { referenceRoutes } from './reference.ts';
import { sessionRoutes } from './session.ts';
import { setupRoutes } from './setup.ts';
import { superviseRoutes } from './supervise.ts';
import { surveyLinkRoutes } from './survey-link.ts';
import { surveyScriptRoutes } from './survey-script.ts';
import { ticketRoutes } from './tickets.ts';
import { visitLinkRoutes } from './visit-link.ts';

/** Every route of the API; the clock and the callers of the demo only in a demo. */
export const apiRoutes = (config: Pick<Config, 'demo'>): Route[] => [
  ...sessionRoutes,
  ...referenceRoutes,
  ...setupRoutes,
  ...policyRoutes,
  ...ticketRoutes,
  ...boardRoutes,
  ...maskedRoutes,
  ...fieldworkRoutes,
  ...appointmentRoutes,
  ...campaignRoutes,
  ...outletRoutes,
  ...dayPlanRoutes,
  ...callRoutes,
  ...deskRoutes,
  ...deskCallRoutes,
  ...recordingRoutes,
  ...numberRoutes,
  ...messageRoutes,
  ...followupRoutes,
  ...caseRoutes,
  ...surveyScriptRoutes,
  ...surveyLinkRoutes,
  ...honestyRoutes,
  ...superviseRoutes,
  ...detailsRoutes,
  ...visitLinkRoutes,
  ...deskBriefRoutes,
  ...knowledgeRoutes,
  ...integrationRoutes,
  ...importRoutes,
  ...counterRoutes,
  ...(config.demo ? [...demoRoutes, ...demoAccountRoutes] : []),
];
