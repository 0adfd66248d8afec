import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { EVENTS } from '../../../domain/contracts/event-schemas.ts';
import { apiRoutes } from '../../../server/api/index.ts';
import { openApi } from '../../../server/http/openapi.ts';

type Json = Record<string, unknown>;

describe('the OpenAPI document', () => {
  const routes = apiRoutes({ demo: true });
  const document = openApi(routes, 'https://hotline.example.com') as {
    paths: Record<string, Record<string, { operationId: string; responses: Json; parameters: Json[] }>>;
    webhooks: Record<string, { post: { requestBody: { content: Json } } }>;
    components: { schemas: Record<string, Json> };
  };
  const text = JSON.stringify(document);

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(text));
    expect(errors, JSON.stringify(errors)).to.equal(undefined);
    expect(valid).to.equal(true);
    expect(validator.version).to.equal('3.1');
  });

  it('refers to nothing that is not there', () => {
    for (const [, ref = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = ref.split('/').reduce<unknown>((at, name) => (at as Json | undefined)?.[name], document);
      expect(found, ref).to.be.an('object');
    }
    expect(text).to.not.include('$defs');
  });

  it('names what is shared once, and every operation by a name of its own', () => {
    expect(document.components.schemas).to.include.keys(
      'TicketCard',
      'TicketDetail',
      'Problem',
      'NewTicketInput',
    );
    expect(document.components.schemas.TicketDetail).to.have.nested.property('properties.card.$ref');
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(ids.length).to.equal(routes.length);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('says of each route how it refuses, and of each write how it is made once', () => {
    for (const route of routes) {
      const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
      const operation = document.paths[path]?.[route.method];
      expect(operation, path).to.be.an('object');
      if (!route.public) expect(operation?.responses, path).to.include.keys('401', '429', '503');
      if (route.method === 'post' && !route.public) {
        expect(JSON.stringify(operation?.parameters), path).to.include('IdempotencyKey');
      }
    }
  });

  it('lists every event that is sent to endpoints, without what was typed', () => {
    expect(Object.keys(document.webhooks)).to.deep.equal(Object.keys(EVENTS));
    expect(JSON.stringify(document.webhooks['ticket.offered']))
      .to.include('outletId')
      .and.not.include('"reason"');
  });
});
