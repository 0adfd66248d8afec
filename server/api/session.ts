import { z } from 'zod';
import { type Me, meSchema, sessionSchema, signInSchema } from '../../domain/contracts/api.ts';
import { signIn, signOut } from '../../services/people/sign-in.ts';
import { roomsFor, type Viewer } from '../../services/people/viewer.ts';
import { route } from '../http/route.ts';
import { SessionChange } from '../http/session-change.ts';

const me = (viewer: Viewer): Me => ({ ...viewer, rooms: roomsFor(viewer) });

export const sessionRoutes = [
  route({
    method: 'post',
    path: '/session',
    tag: 'session',
    summary: 'Sign in: a cookie for the dashboard, a bearer token for programs',
    public: true,
    body: signInSchema,
    answer: sessionSchema,
    handle: async ({ body, now, wiring }) => {
      const { token, expiresAt, viewer } = await signIn(wiring.dataSource, body, now);
      return new SessionChange({ token, expiresAt: expiresAt.toISOString(), me: me(viewer) }, { token });
    },
  }),
  route({
    method: 'get',
    path: '/session',
    tag: 'session',
    summary: 'Who is signed in',
    answer: meSchema,
    handle: async ({ viewer }) => me(viewer),
  }),
  route({
    method: 'delete',
    path: '/session',
    tag: 'session',
    summary: 'Sign out',
    answer: z.object({ ok: z.boolean() }),
    handle: async ({ token, wiring }) => {
      if (token) await signOut(wiring.dataSource.manager, token);
      return new SessionChange({ ok: true }, null);
    },
  }),
];
