import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './at-end.ts';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Another system's own small server, which takes webhooks and answers as the test says. */
export async function webhookReceiver() {
  const received: Received[] = [];
  const state = {
    answer: (response: ServerResponse, _request: Received): void => void response.writeHead(204).end(),
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const one = { headers: request.headers, body };
      received.push(one);
      state.answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  atEnd(close);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close,
    /** Answers with that status from now on. */
    answerWith(code: number, headers: Record<string, string> = {}) {
      state.answer = (response) => void response.writeHead(code, headers).end('ok');
    },
    answer(how: typeof state.answer) {
      state.answer = how;
    },
    ids: () => received.map(({ headers }) => headers['webhook-id']),
    sequences: () => received.map(({ body }) => JSON.parse(body).sequence),
  };
}
