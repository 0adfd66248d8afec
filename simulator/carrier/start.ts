import { existsSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Carrier } from './carrier.ts';
import { CarrierError, PhoneError, RestError } from './errors.ts';
import { phoneApi } from './phone-api.ts';
import { restApi } from './rest/rest-api.ts';
import { Switchboard } from './switchboard.ts';
import type { CarrierOptions } from './types.ts';

export interface RunningCarrier {
  /** Base URL, without a slash at its end. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts a carrier: REST for the app, the phone API and the phone page for people and tests. */
export async function startCarrier(options: CarrierOptions): Promise<RunningCarrier> {
  const carrier = new Carrier(options);
  const switchboard = new Switchboard(carrier);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/2010-04-01', restApi(carrier, switchboard));
  app.use('/phone/api', phoneApi(carrier, switchboard));
  app.use('/phone', express.static(options.pageDirectory ?? builtPage()));
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.use(errorHandler(carrier));

  const server = http.createServer(app);
  // Idle connections are the clients' to close: closed here, one could be lost under a request on its way.
  server.keepAliveTimeout = 0;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host, backlog: 4096 }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  carrier.url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url: carrier.url,
    port,
    close: async () => {
      switchboard.close();
      carrier.client.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** `dist/phone`, seen from the sources and from the compiled build. */
function builtPage(): string {
  const candidates = ['../../dist/phone', '../../phone'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find((path) => existsSync(`${path}/index.html`)) ?? (candidates[0] as string);
}

function errorHandler(carrier: Carrier) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const rest = request.originalUrl.startsWith('/2010-04-01');
    if (error instanceof RestError) {
      // A wrong request is the app's mistake and shown; a refusal that was ordered is not.
      if (error.status < 429)
        carrier.report(new CarrierError(error.code, error.message, request.originalUrl));
      response.status(error.status).json(error.toBody());
      return;
    }
    if (error instanceof PhoneError) {
      const { status, message, code } = error;
      response.status(status).json(code === undefined ? { error: message } : { error: message, code });
      return;
    }
    const status = statusOf(error);
    const message = error instanceof Error ? error.message : String(error);
    if (status === 500) console.error(error);
    response
      .status(status)
      .json(rest ? new RestError(status, 20_000 + status, message).toBody() : { error: message });
  };
}

/** The status that a body parser gives its errors. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : 500;
}
