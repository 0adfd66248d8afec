import type { JobHandlers } from '../domain/contracts/jobs.ts';
import { checkCall } from '../services/calls/check-call.ts';
import { tendCase } from '../services/cases/tend-case.ts';
import { lookAtDeadline } from '../services/dispatch/look-at-deadline.ts';
import { routeTicket } from '../services/dispatch/route-ticket.ts';
import { tendStanding } from '../services/dispatch/tend-standing.ts';
import { tendVisit } from '../services/dispatch/tend-visit.ts';
import { checkAttempt, type DialDeps, dialObligation } from '../services/followup/dial.ts';
import { runImport } from '../services/imports/run-import.ts';
import { type DeliverDeps, deliverWebhooks } from '../services/integration/deliver.ts';
import { tendLine } from '../services/line/sweeps.ts';
import { checkMasked } from '../services/masked/call-customer.ts';
import { sendQueuedMessage } from '../services/messages/send-queued-message.ts';
import { type DayPlanDeps, runDayPlan } from '../services/plan/run-day-plan.ts';
import { runPreview } from '../services/policy/run-preview.ts';
import type { Carrier } from '../services/ports.ts';
import { lookAfterRecording } from '../services/recordings/due.ts';
import type { LinkMaker } from '../services/signed-link.ts';
import { checkConference } from '../services/talk/check-conference.ts';

/** What each job does. A queue without a handler does not compile. */
export function createHandlers(
  deps: DialDeps & DayPlanDeps & DeliverDeps & { carrier: Carrier; links: LinkMaker },
): JobHandlers {
  const { inTransaction, clock } = deps;
  return {
    routing: (job) => inTransaction((tx) => routeTicket(tx, job, clock.now())),
    deadlines: (job) => inTransaction((tx) => lookAtDeadline(tx, job, clock.now())),
    'calls-out': (job) => dialObligation(deps, job),
    messages: (job) => sendQueuedMessage(deps, job),
    visits: (job) => inTransaction((tx) => tendVisit(tx, job, clock.now())),
    'call-checks': (job) => checkCall(deps, job),
    'attempt-checks': (job) => checkAttempt(deps, job),
    line: (job) =>
      tendLine(
        {
          ...deps,
          checkConference: (contactId) => checkConference(deps, contactId),
          checkMasked: (maskedId) => checkMasked(deps, maskedId),
        },
        job,
      ),
    previews: (job) => runPreview(deps, job),
    plans: (job) => runDayPlan(deps, job),
    recordings: (job) => lookAfterRecording(deps, job),
    standing: (job) => tendStanding(deps, job),
    webhooks: (job) => deliverWebhooks(deps, job),
    imports: (job) => runImport(deps, job),
    cases: (job) => inTransaction((tx) => tendCase(tx, job, clock.now())),
  } satisfies JobHandlers;
}
