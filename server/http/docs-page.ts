import type { Route } from './route.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** /api/docs: every route on one plain page, without a script; the whole contract is in /api/openapi.json. */
export function docsPage(routes: Route[]): string {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const rows = (tag: string) =>
    routes
      .filter((each) => each.tag === tag)
      .map(
        (each) =>
          `<tr><td><b>${each.method.toUpperCase()}</b></td><td><code>/api${escapeHtml(each.path)}</code></td>` +
          `<td>${escapeHtml(each.summary)}</td><td>${each.public ? 'everybody' : escapeHtml(each.roles?.join(', ') ?? 'signed in')}</td></tr>`,
      )
      .join('');
  const sections = tags.map((tag) => `<h2>${escapeHtml(tag)}</h2><table>${rows(tag)}</table>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Yixian API</title>
<meta name="viewport" content="width=device-width"><style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td{border-top:1px solid #ddd;padding:.3rem .6rem .3rem 0;vertical-align:top}code{white-space:nowrap}</style>
<h1>Yixian 一线 · API</h1><p>Sign in with <code>POST /api/session</code>; send the token as <code>Authorization: Bearer …</code>.
Writes may carry an <code>Idempotency-Key</code>. Errors are <code>application/problem+json</code>.
Schemas: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>${sections}</html>`;
}
