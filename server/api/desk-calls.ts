import type { z } from 'zod';
import {
  consultEndSchema,
  deskTextSchema,
  deskViewSchema,
  disposeSchema,
  holdSchema,
  recordingStateSchema,
  transferSchema,
} from '../../domain/contracts/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { consult, endConsultation } from '../../services/talk/consult.ts';
import { hangUp } from '../../services/talk/hang-up.ts';
import { holdCall } from '../../services/talk/hold.ts';
import type { After } from '../../services/talk/in-hand.ts';
import { transferCold } from '../../services/talk/transfer.ts';
import { changeRecording, dispose, textCaller } from '../../services/talk/wrap-up.ts';
import type { Tx } from '../../services/transaction.ts';
import { route } from '../http/route.ts';
import { DESK_ROLES, deskNow } from './desk.ts';

/**
 * Something done with the call in hand of whoever asks: written first, then the carrier is told, once; repeated with
 * its key it changes nothing more. Answers with the desk as it then is.
 */
function act<B extends z.ZodType | undefined = undefined>(
  path: string,
  summary: string,
  body: B,
  work: (
    tx: Tx,
    personId: number,
    body: B extends z.ZodType ? z.output<B> : undefined,
    now: Date,
  ) => Promise<After | undefined>,
) {
  return route({
    method: 'post',
    path: `/desk/${path}`,
    tag: 'desk',
    summary,
    roles: DESK_ROLES,
    ...(body ? { body } : {}),
    answer: deskViewSchema,
    handle: async ({ viewer: { personId }, body: given, now, write, wiring }) => {
      const then: { after?: After } = {};
      await write(async (tx) => {
        then.after = (await work(tx, personId, given as never, now)) ?? null;
        return { ok: true };
      });
      await then.after?.(wiring);
      return deskNow(wiring, personId);
    },
  });
}

export const deskCallRoutes = [
  act('hold', 'Puts the customer on hold, or takes them back', holdSchema, (tx, personId, { held }, now) =>
    holdCall(tx, { personId, held }, now),
  ),
  act(
    'hangup',
    'Ends the call; with a colleague on the line, leaves it to them',
    undefined,
    (tx, personId, _, now) => hangUp(tx, { personId }, now),
  ),
  act(
    'transfer',
    'Cold: back in line for a colleague or a skill. Warm: a colleague or an outside telephone is asked first',
    transferSchema,
    (tx, personId, { how, to }, now) => {
      if (how === 'warm') return consult(tx, { personId, to }, now);
      if ('number' in to)
        throw new DomainError('invalid', 'An outside telephone is asked first: choose the warm transfer.');
      return transferCold(tx, { personId, to }, now);
    },
  ),
  act(
    'consult-end',
    'After asking somebody: hand over, speak all three, or go back',
    consultEndSchema,
    (tx, personId, { next }, now) => endConsultation(tx, { personId, next }, now),
  ),
  act(
    'recording',
    'Pauses the recording while payment or identity data is spoken, and goes on',
    recordingStateSchema,
    (tx, personId, { state }, now) => changeRecording(tx, { personId, state }, now),
  ),
  act('text', 'A text message to the caller', deskTextSchema, async (tx, personId, { body }, now) => {
    await textCaller(tx, { personId, body }, now);
    return undefined;
  }),
  act('dispose', 'What it was about; ends the wrap-up', disposeSchema, async (tx, personId, body, now) => {
    await dispose(tx, { personId, ...body }, now);
    return undefined;
  }),
];
