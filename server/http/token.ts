import type { IncomingHttpHeaders } from 'node:http';

/** The session's token: `Authorization: Bearer …`, or the cookie of the dashboard. Null when there is none. */
export function tokenOf(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer ([\w-]{20,200})$/i.exec(headers.authorization ?? '');
  if (bearer?.[1]) return bearer[1];
  const cookie = /(?:^|;\s*)yixian=([\w-]{20,200})/.exec(headers.cookie ?? '');
  return cookie?.[1] ?? null;
}
