import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { apiRoutes } from '../../../server/api/index.ts';
import { projectRoot } from '../../../server/http/pages.ts';
import { type RunningCarrier, startCarrier } from '../../../simulator/carrier/start.ts';
import { type ApiServer, startApi } from './api-server.ts';

type Json = Record<string, unknown>;

const built = existsSync(path.join(projectRoot(), 'dist', 'dashboard', 'index.html'));

describe('pages', () => {
  let api: ApiServer;
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  it('come with headers that keep strangers and scripts of others out', async () => {
    for (const address of [
      '/',
      '/tickets/5',
      '/d/abc',
      '/o/',
      '/api/docs',
      '/api/openapi.json',
      '/nothing.js',
    ]) {
      const { headers } = await api.get(address);
      const policy = Object.fromEntries(
        (headers.get('content-security-policy') ?? '').split(';').map((part) => {
          const [name = '', ...values] = part.trim().split(' ');
          return [name, values.join(' ')];
        }),
      );
      expect(policy, address).to.deep.include({
        'default-src': "'self'",
        'script-src': "'self'",
        'script-src-attr': "'none'",
        'object-src': "'none'",
        'base-uri': "'self'",
        'form-action': "'self'",
        'frame-ancestors': "'self'",
        'upgrade-insecure-requests': '',
      });
      expect(policy['connect-src'], 'nothing is sent anywhere else').to.equal(undefined);
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('x-frame-options')).to.equal('SAMEORIGIN');
      expect(headers.get('referrer-policy')).to.equal('no-referrer');
      expect(headers.get('strict-transport-security')).to.match(/^max-age=\d{7,}/);
      expect(headers.has('x-powered-by')).to.equal(false);
    }
  });

  it('may speak with the carrier where there is a softphone of its own', async () => {
    const softphone = {
      SIMULATED_CARRIER: 'false',
      TWILIO_API_KEY: 'SK00000000000000000000000000000000',
      TWILIO_API_SECRET: 'a secret of some length for tests',
      TWILIO_TWIML_APP_SID: 'AP00000000000000000000000000000000',
    };
    const withSoftphone = await startApi({ env: softphone });
    try {
      const { headers } = await withSoftphone.get('/desk');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).to.include("connect-src 'self' wss://*.twilio.com https://*.twilio.com");
      expect(policy).to.include("media-src 'self' blob: https://sdk.twilio.com");
    } finally {
      await withSoftphone.close();
    }
  });

  it('belong to the dashboard wherever nothing else lives', async () => {
    for (const address of [
      '/',
      '/tickets/5',
      '/d/abc',
      '/o/anything',
      '/..%2f..%2fpackage.json',
      '/apiary',
    ]) {
      const { status, headers, text } = await api.get(address);
      if (!built) {
        expect(status, address).to.equal(404);
        expect(text).to.include('npm run build');
        continue;
      }
      expect(status, address).to.equal(200);
      expect(headers.get('content-type')).to.match(/^text\/html/);
      expect(headers.get('cache-control'), 'a new release is seen at once').to.equal('no-cache');
      expect(text).to.include('<div id="root">').and.to.not.include('devDependencies');
    }
    for (const address of [
      '/api',
      '/api/',
      '/twilio',
      '/twilio/x',
      '/socket.io/',
      '/assets/gone.js',
      '/.env',
      '/.git/config',
    ]) {
      const { status, headers } = await api.get(address);
      if (address.startsWith('/.')) expect(headers.get('content-type'), address).to.not.match(/octet|plain/);
      else expect(status, address).to.be.oneOf([403, 404]);
    }
    expect((await api.send('POST', '/tickets')).status).to.equal(404);
  });

  it('show the virtual phone in a demo with the simulated carrier', async () => {
    const carrier: RunningCarrier = await startCarrier({
      port: 0,
      accountSid: `AC${'0'.repeat(32)}`,
      authToken: 'test-auth-token',
      hotlineNumber: '+864008009527',
      hotlineUrl: api.url,
    });
    const demo = await startApi({ database: api.database, env: { TWILIO_API_URL: carrier.url } });
    const answers = await Promise.all(['/phone/api/nothing', '/healthz'].map((address) => demo.get(address)));
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 200]);
    expect(answers[0]?.headers.has('content-security-policy')).to.equal(true);
    await carrier.close();
    expect((await demo.get('/phone/')).status, 'while the carrier is away').to.be.oneOf([502, 503, 504]);
    expect((await demo.get('/healthz')).status).to.equal(200);
    await demo.close();
  });
});

describe('the documentation of the API', () => {
  let api: ApiServer;
  const routes = apiRoutes({ demo: true });
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  it('lists every route on a page', async () => {
    const { status, headers, text } = await api.get('/api/docs');
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.match(/^text\/html/);
    for (const { method, path: at, summary } of routes) {
      expect(text).to.include(`<b>${method.toUpperCase()}</b></td><td><code>/api${at}</code>`);
      expect(text).to.include(summary.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`));
    }
    expect(text, 'the policy would stop it').to.not.match(/<script|onclick=/);
  });

  it('is an OpenAPI 3.1 document of every route', async () => {
    const { status, headers, body } = await api.get<Json>('/api/openapi.json');
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.match(/^application\/json/);
    expect(body.openapi).to.match(/^3\.1\.\d$/);
    expect(Object.keys(body)).to.have.members([
      'openapi',
      'info',
      'servers',
      'security',
      'webhooks',
      'components',
      'paths',
    ]);
    expect(body.info).to.include.keys('title', 'version');
    const { securitySchemes } = body.components as { securitySchemes: Json };
    const paths = body.paths as Record<string, Record<string, Json>>;
    const documented = Object.entries(paths).flatMap(([at, methods]) =>
      Object.keys(methods).map((method) => `${method} ${at}`),
    );
    expect(documented).to.have.members(
      routes.map((route) => `${route.method} /api${route.path.replace(/:(\w+)/g, '{$1}')}`),
    );
    for (const requirement of body.security as Json[])
      expect(securitySchemes).to.include.keys(...Object.keys(requirement));

    for (const [at, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const what = `${method} ${at}`;
        const parameters = (operation.parameters as Json[]).map(
          (one) => resolved(one, body) as { name: string; in: string; required: boolean; schema: Json },
        );
        const named = (where: string) =>
          parameters.filter((each) => each.in === where).map(({ name }) => name);
        expect(named('path'), what).to.have.members(
          [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string),
        );
        expect(new Set(parameters.map((each) => `${each.in} ${each.name}`)).size, what).to.equal(
          parameters.length,
        );
        for (const parameter of parameters) {
          if (parameter.in === 'path') expect(parameter.required, what).to.equal(true);
          checkSchema(parameter.schema, `${what} ${parameter.name}`, body);
        }
        const responses = Object.fromEntries(
          Object.entries(operation.responses as Record<string, Json>).map(([code, one]) => [
            code,
            resolved(one, body) as { description: string; content: Json },
          ]),
        );
        expect(
          Object.keys(responses).filter((code) => /^2\d\d$/.test(code)),
          what,
        ).to.have.length(1);
        const refusals = Object.entries(responses).filter(([code]) => !/^2\d\d$/.test(code));
        expect(refusals, what).to.not.have.length(0);
        for (const [code, { content }] of refusals)
          expect(content, `${what} ${code}`).to.include.keys('application/problem+json');
        const contents = [
          ...Object.values(responses).map(({ description, content }) => {
            expect(description, what).to.be.a('string').and.not.equal('');
            return content;
          }),
          ...(operation.requestBody ? [(operation.requestBody as { content: Json }).content] : []),
        ];
        for (const content of contents) {
          for (const [type, media] of Object.entries(content)) {
            expect(type).to.match(/^[\w+-]+\/[\w+.-]+$/);
            checkSchema((media as { schema: Json }).schema, what, body);
          }
        }
        expect(operation.requestBody !== undefined, `${what} has a body`).to.equal(
          routes.some(
            (route) =>
              (route.body ?? route.takes) &&
              `${route.method} /api${route.path.replace(/:(\w+)/g, '{$1}')}` === what,
          ),
        );
      }
    }
  });

  it('tells who may, and that recordings are sound', async () => {
    const { body } = await api.get<{ paths: Record<string, Record<string, Json>> }>('/api/openapi.json');
    expect(body.paths['/api/session']?.post?.security).to.deep.equal([]);
    expect(body.paths['/api/tickets/{id}/candidates']?.get?.['x-roles']).to.include('dispatcher');
    const sound = body.paths['/api/recordings/{id}']?.get?.responses as Record<string, { content: Json }>;
    expect(Object.keys(sound[200]?.content ?? {})).to.deep.equal(['audio/mpeg']);
  });
});

/** What a reference leads to; anything else is itself. */
function resolved(one: Json, document: Json): Json {
  if (typeof one.$ref !== 'string') return one;
  const found = one.$ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => (at as Json | undefined)?.[name], document);
  expect(found, one.$ref).to.be.an('object');
  return found as Json;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];
/** Keywords of JSON Schema 2020-12 that hold schemas: one, a list, or by name. */
const ONE = ['items', 'additionalProperties', 'propertyNames', 'not', 'contains'];
const LIST = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];

/** Every schema says something that is valid, and every reference leads somewhere. */
function checkSchema(schema: unknown, what: string, document: Json): void {
  if (typeof schema === 'boolean') return;
  expect(schema, what).to.be.an('object');
  const json = schema as Json;
  if (typeof json.$ref === 'string') {
    const found = json.$ref
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((at, part) => (at as Json | undefined)?.[part], document);
    expect(found, `${what}: ${json.$ref}`).to.be.an('object');
    return;
  }
  const says = ['type', 'enum', 'const', ...LIST].some((keyword) => keyword in json);
  // What an event carries is open: it says so with an empty schema.
  expect(says || Object.keys(json).length === 0, `${what}: ${JSON.stringify(json).slice(0, 100)}`).to.equal(
    true,
  );
  for (const type of [json.type ?? []].flat()) expect(TYPES, what).to.include(type);
  if (json.pattern) new RegExp(json.pattern as string, 'u');
  const properties = (json.properties ?? {}) as Json;
  // A record says by propertyNames what its keys are.
  if (!('propertyNames' in json)) {
    for (const name of (json.required ?? []) as string[]) expect(properties, what).to.include.keys(name);
  }
  for (const [name, each] of Object.entries(properties)) checkSchema(each, `${what}.${name}`, document);
  for (const keyword of ONE) if (keyword in json) checkSchema(json[keyword], `${what} ${keyword}`, document);
  for (const keyword of LIST) {
    for (const each of (json[keyword] ?? []) as unknown[]) checkSchema(each, `${what} ${keyword}`, document);
  }
}
