import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { ivrRouter } from '../ivr/routes.ts';
import { apiRoutes } from './api/index.ts';
import type { Config } from './config.ts';
import { apiRouter } from './http/api.ts';
import { docsPage } from './http/docs-page.ts';
import { healthRouter } from './http/health.ts';
import { openApi } from './http/openapi.ts';
import { pagesRouter } from './http/pages.ts';
import { problemHandler, sendProblem } from './http/problem.ts';
import type { Wiring } from './wiring.ts';

/** Everything that answers over HTTP, in the order in which it is asked. */
export function createApp(wiring: Wiring): Express {
  const { config, log } = wiring;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const { router: health, measure } = healthRouter(wiring);
  app.use(measure);
  // Webhooks first: no header that only a browser needs, no work that a caller would wait for.
  app.use(
    ivrRouter({
      ...wiring,
      publicUrl: config.publicUrl,
      hotlineNumber: config.twilio.phoneNumber,
      authToken: config.twilio.authToken,
      secret: config.sessionSecret,
      timeZone: config.timeZone,
    }),
  );
  app.use(health);
  app.use(
    helmet({
      contentSecurityPolicy: contentSecurity(config),
      strictTransportSecurity: config.publicUrl.startsWith('https:'),
    }),
  );
  app.use('/api', compression());
  const routes = apiRoutes(config);
  const document = openApi(routes, config.publicUrl);
  app.get('/api/openapi.json', (_req, res) => void res.json(document));
  app.get('/api/docs', (_req, res) => void res.type('html').send(docsPage(routes)));
  app.use('/api', apiRouter(routes, wiring));
  app.use(pagesRouter(config));
  app.use((_req, res) => sendProblem(res, 'not_found', 404, 'There is nothing at this address.'));
  app.use(problemHandler(log));
  return app;
}

/** The softphone speaks with the carrier itself: signalling, its reports of quality, and the tones of its keys. */
const TWILIO = {
  connectSrc: ["'self'", 'wss://*.twilio.com', 'https://*.twilio.com'],
  mediaSrc: ["'self'", 'blob:', 'https://sdk.twilio.com'],
};

function contentSecurity({
  publicUrl,
  simulatedCarrier,
  twilio,
}: Pick<Config, 'publicUrl' | 'simulatedCarrier' | 'twilio'>) {
  const secure = publicUrl.startsWith('https:');
  return {
    directives: {
      defaultSrc: ["'self'"],
      ...(twilio.softphone && !simulatedCarrier ? TWILIO : {}),
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      upgradeInsecureRequests: secure ? [] : null,
    },
  };
}
