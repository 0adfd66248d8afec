import { createServer } from 'node:http';
import { startRealtime } from '../realtime/board.ts';
import { viewerOf } from '../services/people/sign-in.ts';
import { createApp } from './app.ts';
import { tokenOf } from './http/token.ts';
import { runProcess } from './process.ts';
import { closeHttpServer } from './stop.ts';
import { wire } from './wiring.ts';

/** The web process: webhooks, API, pages and live boards. */
await runProcess(async (config, log, stop) => {
  const wiring = await wire(config, log, stop);
  const server = createServer(createApp(wiring));
  // Longer than any proxy in front keeps a connection, so that none is closed under a request.
  server.keepAliveTimeout = 65_000;
  const realtime = startRealtime(server, {
    ...wiring,
    tokenOf: (handshake) =>
      tokenOf({
        ...handshake.headers,
        ...(handshake.auth.token ? { authorization: `Bearer ${handshake.auth.token}` } : {}),
      }),
    viewerOf: (token) => viewerOf(wiring.dataSource.manager, token, wiring.clock.now()),
    onError: (error) => log.error({ err: error }, 'board'),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  stop.add('webhooks and pages', () => closeHttpServer(server));
  stop.add('boards', () => realtime.close());
  log.info({ port: config.port }, 'web runs');
  process.send?.({ ready: true });
});
