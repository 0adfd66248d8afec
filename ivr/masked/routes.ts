import twilio from 'twilio';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import type { CallStatus } from '../../domain/vocabulary.ts';
import { askerAnswered, askerStatus } from '../../services/masked/call-customer.ts';
import { recordDialled } from '../../services/masked/dialled-status.ts';
import { endMasked, outcomeOf } from '../../services/masked/end-masked.ts';
import type { Tx } from '../../services/transaction.ts';
import type { IvrDeps } from '../deps.ts';
import { say } from '../flow/moves.ts';
import { farewellDocument } from '../line/conference-twiml.ts';
import { answerOnce, type Outcome } from '../line/once.ts';
import type { FlowReferences } from '../reference-cache.ts';
import { nowhere, type Serving, wholeParam } from '../serving.ts';
import { speak } from '../twiml.ts';
import { type CallWebhook, callWebhook } from '../webhook.ts';
import { dialOther } from './dial-other.ts';

/** Of outlet and customer who are put through to each other by the hotline. */
export function maskedRoutes(deps: IvrDeps, serving: Serving, references: FlowReferences): void {
  const { clock, publicUrl, hotlineNumber } = deps;
  const setupNow = async () => (await references.current()).flow.setup;
  const on = (
    path: string,
    handle: (
      webhook: CallWebhook,
      maskedId: number,
      answer: {
        document: (work: () => Promise<string>, otherwise?: string) => Promise<void>;
        acknowledge: (work: (tx: Tx) => Promise<unknown>) => Promise<void>;
      },
    ) => Promise<void>,
  ) =>
    serving.on(path, async (request, response) => {
      const maskedId = wholeParam(request.params.maskedId);
      if (maskedId === null) return nowhere(response);
      const webhook = callWebhook(request, response);
      if (!webhook) return;
      await handle(webhook, maskedId, {
        document: (work, otherwise = notNow) =>
          serving.document(response, { callSid: webhook.CallSid }, work(), otherwise),
        acknowledge: (work) =>
          serving.acknowledge(response, 'status of a call put through', deps.inTransaction(work)),
      });
    });

  on('masked/:maskedId', ({ CallSid: callSid, AnsweredBy: answeredBy }, maskedId, { document }) =>
    document(async () => {
      const setup = await setupNow();
      return answerOnce(deps, { callSid, step: 0, state: 'masked' }, async (tx): Promise<Outcome> => {
        const through = await askerAnswered(tx, { maskedId, callSid, answeredBy }, clock.now());
        const contactId = await contactOf(tx, maskedId);
        if (!through || contactId === null)
          return { document: farewellDocument([say('masked_not_open')], 'zh', setup), contactId };
        const response = new twilio.twiml.VoiceResponse();
        const { side, recorded } = through;
        speak(response, [say('masked_dial', { side, recorded })], 'zh', setup.prompts);
        const action = `${publicUrl}/twilio/masked/${maskedId}/dialled`;
        dialOther(response, through, { action, callerId: hotlineNumber, publicUrl, contactId });
        return { document: response.toString(), contactId };
      });
    }),
  );

  on('masked/:maskedId/dialled', (webhook, maskedId, { document }) =>
    document(async () => {
      const setup = await setupNow();
      const { CallSid: callSid, DialCallStatus = 'failed' } = webhook;
      return answerOnce(deps, { callSid, step: 1, state: 'masked_over' }, async (tx): Promise<Outcome> => {
        const outcome = outcomeOf(DialCallStatus);
        await endMasked(tx, { maskedId, outcome, seconds: dialSeconds(webhook) }, clock.now());
        const contactId = await contactOf(tx, maskedId);
        const words =
          outcome === 'connected' ? say('goodbye') : say('masked_missed', { side: 'outlet' as const });
        return { document: farewellDocument([words], 'zh', setup), contactId };
      });
    }),
  );

  on('masked-answered/:maskedId', (_webhook, maskedId, { document }) => {
    const work = async () => {
      const [row] = await deps.dataSource.query(
        'SELECT m.side, t.number FROM masked_call m JOIN ticket t ON t.id = m.ticketId WHERE m.id = ?',
        [maskedId],
      );
      const { flow } = await references.current();
      const response = new twilio.twiml.VoiceResponse();
      if (!row) {
        response.hangup();
        return response.toString();
      }
      const { side, number } = row;
      const { recorded } = flow.policy.masked;
      speak(response, [say('masked_answered', { side, number, recorded })], 'zh', flow.setup.prompts);
      return response.toString();
    };
    // Told nothing, they might be recorded unawares: rather not connected.
    return document(work);
  });

  on('masked-status/:maskedId', (webhook, maskedId, { acknowledge }) =>
    acknowledge(async (tx) => {
      const { CallSid: callSid, CallStatus: status } = webhook;
      const told = { maskedId, callSid, durationSeconds: seconds(webhook.CallDuration) };
      if (status) await recordDialled(tx, { ...told, status }, clock.now());
    }),
  );
  on('masked-call-status/:maskedId', (webhook, maskedId, { acknowledge }) =>
    acknowledge(async (tx) => {
      const { CallSid: callSid, CallStatus: status } = webhook;
      const told = { maskedId, callSid, durationSeconds: seconds(webhook.CallDuration) };
      if (status) await askerStatus(tx, { ...told, status: status as CallStatus }, clock.now());
    }),
  );
}

/** While the database is away: nobody is put through. */
const notNow = farewellDocument([say('desk_unavailable')], 'zh', initialSetup);

const seconds = (given: string | undefined): number | null => (given ? Math.max(0, Number(given)) : null);
const dialSeconds = ({ DialCallDuration }: CallWebhook): number | null => seconds(DialCallDuration);

async function contactOf(tx: Tx, maskedId: number): Promise<number | null> {
  const [row] = await tx.query('SELECT contactId FROM masked_call WHERE id = ?', [maskedId]);
  return row?.contactId ?? null;
}
