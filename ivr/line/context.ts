import type { Request, Response } from 'express';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { recordCallStatus } from '../../services/intake/record-call-status.ts';
import { memberGone } from '../../services/talk/agent-gone.ts';
import type { IvrDeps } from '../deps.ts';
import { say } from '../flow/moves.ts';
import type { FlowReferences } from '../reference-cache.ts';
import type { Runner } from '../runner.ts';
import { nowhere, type Serving, wholeParam } from '../serving.ts';
import { type CallWebhook, callWebhook } from '../webhook.ts';
import { farewellDocument } from './conference-twiml.ts';

type OnCall = (webhook: CallWebhook, id: number, response: Response, request: Request) => Promise<void>;

/** To one of our own people, who tries again. */
const notNow = farewellDocument([say('desk_unavailable')], 'zh', initialSetup);

/** What the webhooks of the line and the desks have in common. */
export class LineContext {
  readonly deps: IvrDeps;
  readonly serving: Serving;
  readonly runner: Runner;
  readonly #references: FlowReferences;

  constructor(deps: IvrDeps, serving: Serving, runner: Runner, references: FlowReferences) {
    this.deps = deps;
    this.serving = serving;
    this.runner = runner;
    this.#references = references;
  }

  async setup(): Promise<PhoneSetup> {
    return (await this.#references.current()).flow.setup;
  }

  /** A webhook about a call, at an address whose first part that varies is a number. */
  onCall(path: string, handle: OnCall): void {
    this.serving.on(path, async (request, response) => {
      const id = wholeParam(Object.values(request.params)[0]);
      if (id === null) return nowhere(response);
      const webhook = callWebhook(request, response);
      if (webhook) await handle(webhook, id, response, request);
    });
  }

  /** To a customer: when it cannot be done they leave a message. */
  document(response: Response, webhook: CallWebhook, work: () => Promise<string>): Promise<void> {
    return this.serving.document(response, { callSid: webhook.CallSid }, work());
  }

  /** To our own people and guests: when it cannot be done they hear so. */
  deskDocument(response: Response, webhook: CallWebhook, work: () => Promise<string>): Promise<void> {
    return this.serving.document(response, { callSid: webhook.CallSid }, work(), notNow);
  }
}

export const isFinal = (status: CallStatus | undefined): boolean =>
  status !== undefined && CALL_STATUS_RANK[status] >= CALL_STATUS_RANK.completed;

export const duration = ({ CallDuration }: CallWebhook): number | null =>
  CallDuration ? Math.max(0, Number(CallDuration)) : null;

/** The end of a call of our own people, or of somebody asked in. @returns whether the call is known */
export async function ownCallStatus(deps: IvrDeps, webhook: CallWebhook): Promise<boolean> {
  const { CallSid: callSid, CallStatus: status } = webhook;
  if (!status) return true;
  const command = { callSid, status, durationSeconds: duration(webhook) };
  const known = await deps.inTransaction((tx) => recordCallStatus(tx, command, deps.clock.now()));
  if (!known || !isFinal(status)) return known;
  const [call] = await deps.dataSource.query('SELECT contactId FROM phone_call WHERE sid = ?', [callSid]);
  await memberGone(deps, { contactId: call.contactId, callSid });
  return known;
}
