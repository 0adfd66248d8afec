import { z } from 'zod';
import {
  messageListQuery,
  messageListSchema,
  previewWordingSchema,
  replyListQuery,
  replyListSchema,
  resentSchema,
  saveWordingSchema,
  settleReplySchema,
  wordingListSchema,
  wordingParams,
  wordingPreviewSchema,
  wordingVersionsSchema,
} from '../../domain/contracts/messages.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { resendMessage } from '../../services/messages/resend-message.ts';
import { settleReply } from '../../services/messages/settle-reply.ts';
import { saveWording } from '../../services/messages/wordings.ts';
import { listMessages } from '../../services/views/messages.ts';
import { listReplies } from '../../services/views/replies.ts';
import { listWordings, previewWording, wordingVersions } from '../../services/views/wordings.ts';
import { route } from '../http/route.ts';

const CENTRE: Role[] = ['agent', 'dispatcher', 'administrator'];
const READERS: Role[] = [...CENTRE, 'headquarters_manager', 'region_manager'];
/** Who sees how messages are worded; administrators change it. */
const WORDING: Role[] = ['administrator', 'headquarters_manager'];

/** H4: the log of text messages, and their wording. */
export const messageRoutes = [
  route({
    method: 'get',
    path: '/messages',
    tag: 'messages',
    summary: 'Text messages, the newest first, with what became of them',
    roles: READERS,
    query: messageListQuery,
    answer: messageListSchema,
    handle: ({ viewer, query, now, wiring }) => listMessages(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'post',
    path: '/messages/:id/resend',
    tag: 'messages',
    summary: 'Sends the same text once more',
    roles: CENTRE,
    params: z.object({ id: z.coerce.number().int().positive() }),
    body: z.strictObject({}),
    answer: resentSchema,
    status: 201,
    handle: ({ viewer, params: { id }, now, write }) =>
      write(async (tx) => ({ id: await resendMessage(tx, { messageId: id, viewer }, now) })),
  }),
  route({
    method: 'get',
    path: '/replies',
    tag: 'messages',
    summary:
      "Customers' text messages, the newest first; `state=waiting`: those that a person has to see to (H4)",
    roles: READERS,
    query: replyListQuery,
    answer: replyListSchema,
    handle: ({ viewer, query, wiring }) => listReplies(wiring.dataSource.manager, viewer, query),
  }),
  route({
    method: 'post',
    path: '/replies/:id/settle',
    tag: 'messages',
    summary: "A customer's text message has been seen to",
    roles: CENTRE,
    params: z.object({ id: z.coerce.number().int().positive() }),
    body: settleReplySchema,
    answer: z.object({ settled: z.literal(true) }),
    handle: ({ viewer, params: { id }, body: { note }, now, write }) =>
      write(async (tx) => {
        await settleReply(tx, { replyId: id, note: note || null, viewer }, now);
        return { settled: true as const };
      }),
  }),
  route({
    method: 'get',
    path: '/message-wordings',
    tag: 'messages',
    summary: 'How each text message is worded, and what it may name',
    roles: WORDING,
    answer: wordingListSchema,
    handle: async ({ wiring }) => ({ items: await listWordings(wiring.dataSource.manager) }),
  }),
  route({
    method: 'get',
    path: '/message-wordings/:template/:language/versions',
    tag: 'messages',
    summary: 'Who worded it how, when and why',
    roles: WORDING,
    params: wordingParams,
    answer: wordingVersionsSchema,
    handle: async ({ params: { template, language }, wiring }) => ({
      items: await wordingVersions(wiring.dataSource.manager, template, language),
    }),
  }),
  route({
    method: 'post',
    path: '/message-wordings/:template/:language/preview',
    tag: 'messages',
    summary: 'How a wording would read and how long it would be; nothing is saved',
    roles: WORDING,
    params: wordingParams,
    body: previewWordingSchema,
    answer: wordingPreviewSchema,
    handle: async ({ params: { template, language }, body: { text } }) =>
      previewWording(template, language, text),
  }),
  route({
    method: 'post',
    path: '/message-wordings/:template/:language',
    tag: 'messages',
    summary: 'Words a text message anew, or goes back to the built-in text',
    roles: ['administrator'],
    params: wordingParams,
    body: saveWordingSchema,
    answer: wordingListSchema,
    handle: ({ viewer, params, body, now, write }) =>
      write(async (tx) => {
        await saveWording(tx, { ...params, ...body, personId: viewer.personId }, now);
        return { items: await listWordings(tx) };
      }),
  }),
];
