import type { Request, Response } from 'express';
import twilio from 'twilio';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { callerProfile } from '../../services/intake/caller-profile.ts';
import type { Tx } from '../../services/transaction.ts';
import { say } from '../flow/moves.ts';
import { step } from '../flow/step.ts';
import type { Memory } from '../flow/types.ts';
import { waitPath } from '../paths.ts';
import type { StepRequest } from '../runner.ts';
import { nowhere, wholeParam } from '../serving.ts';
import { type CallWebhook, eventOf } from '../webhook.ts';
import type { LineContext } from './context.ts';
import { leadCustomer } from './customer.ts';
import { waitChoice, waitDocument, waitingOf } from './wait.ts';

const MAX_STEP = 1_000_000;

/** A customer in line: what is heard there, and the ways in and out. */
export function waitRoutes(context: LineContext): void {
  const { deps, serving } = context;
  const { clock, publicUrl } = deps;

  const wait = (_: CallWebhook, id: number, response: Response, request: Request): Promise<void> => {
    const place = wholeParam(request.params.place);
    const rounds = wholeParam(request.params.rounds);
    const told = place === null || rounds === null ? null : { place, rounds };
    const work = async () => {
      const waiting = await waitingOf(deps.dataSource.manager, id, clock.now());
      return waitDocument(waiting, told, await context.setup(), clock.now(), publicUrl);
    };
    return serving.document(response, { contactId: id }, work(), waitOn(publicUrl + waitPath(id)));
  };
  context.onCall('wait/:contactId', wait);
  context.onCall('wait/:contactId/choice', (webhook, contactId, response) => {
    const work = async () => {
      const setup = await context.setup();
      const choice = { contactId, keys: webhook.Digits ?? '', setup, publicUrl };
      return deps.inTransaction((tx) => waitChoice(tx, choice, clock.now()));
    };
    return serving.document(response, { contactId }, work(), waitOn(publicUrl + waitPath(contactId)));
  });
  context.onCall('wait/:contactId/:place/:rounds', wait);

  const left = (webhook: CallWebhook, contactId: number, number: number): StepRequest => ({
    callSid: webhook.CallSid,
    step: number,
    event: eventOf(webhook),
    path: `/twilio/line/${contactId}/left`,
    inbound: true,
    async begin(tx, reference) {
      const memory = await memoryOf(tx, webhook, contactId, number);
      return step('line', memory, eventOf(webhook), reference);
    },
  });
  context.onCall('line/:contactId/left/:step', async (webhook, contactId, response, request) => {
    const number = wholeParam(request.params.step, MAX_STEP);
    if (number === null) return nowhere(response);
    await context.document(response, webhook, () => context.runner.answer(left(webhook, contactId, number)));
  });

  const lead = (webhook: CallWebhook, contactId: number, response: Response, why: 'dropped' | 'transfer') =>
    context.document(response, webhook, async () => {
      const lines = [say(why === 'dropped' ? 'line_dropped' : 'line_transfer')];
      const leading = { contactId, callSid: webhook.CallSid, lines, setup: await context.setup(), publicUrl };
      return deps.inTransaction((tx) => leadCustomer(tx, leading, clock.now()));
    });
  context.onCall('line/:contactId/join', (webhook, id, response) => lead(webhook, id, response, 'dropped'));
  context.onCall('line/:contactId/again/dropped', (webhook, id, response) =>
    lead(webhook, id, response, 'dropped'),
  );
  context.onCall('line/:contactId/again/transfer', (webhook, id, response) =>
    lead(webhook, id, response, 'transfer'),
  );
}

/** While the database is away: the caller stays in line, and it is asked anew. */
const waitOn = (waitUrl: string): string => {
  const response = new twilio.twiml.VoiceResponse();
  response.pause({ length: 5 });
  response.redirect({ method: 'POST' }, waitUrl);
  return response.toString();
};
/** What is known of a caller whose menu goes on after the line: from their last step, else from the start. */
async function memoryOf(tx: Tx, webhook: CallWebhook, contactId: number, before: number): Promise<Memory> {
  const [row] = await tx.query(
    'SELECT memory FROM call_step WHERE callSid = ? AND step < ? ORDER BY step DESC LIMIT 1',
    [webhook.CallSid, before],
  );
  const memory: Partial<Memory> =
    typeof row?.memory === 'string' ? JSON.parse(row.memory) : (row?.memory ?? {});
  if (memory.profile) return memory as Memory;
  const [contact] = await tx.query('SELECT number, language FROM contact WHERE id = ?', [contactId]);
  const number = contact?.number ?? normaliseNumber(webhook.From);
  return {
    contactId,
    language: contact?.language ?? 'zh',
    number,
    profile: await callerProfile(tx, number, new Date(0)),
    misses: 0,
    turns: 0,
    page: 0,
    wish: {},
    choices: [],
  };
}
