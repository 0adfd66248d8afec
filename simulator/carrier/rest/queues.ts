import { type Request, Router } from 'express';
import type { Carrier } from '../carrier.ts';
import { RestError } from '../errors.ts';
import { DEFAULT_QUEUE_SIZE, MAX_QUEUE_SIZE, type Member, type Queue } from '../queues.ts';
import type { Switchboard } from '../switchboard.ts';
import { rfc2822 } from './calls.ts';
import { page, pagingParameters } from './paging.ts';
import { form, type Parameters, query } from './parameters.ts';

const MAX_NAME = 64;
const settings = ['FriendlyName', 'MaxSize'];

/** The Queues resource with its Members: whoever is updated leaves the queue for another document. */
export function queuesResource(carrier: Carrier, switchboard: Switchboard): Router {
  const router = Router();
  const present = (queue: Queue) => presentQueue(queue, carrier);
  const find = (request: Request): Queue => {
    const queue = carrier.queues.all.get(String(request.params.queue));
    if (!queue)
      throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
    return queue;
  };
  /** By the SID of the call, or `Front`. */
  const findMember = (request: Request, queue: Queue): Member => {
    const { call } = request.params;
    const members = [...queue.members.values()].filter((one) => !one.call.line.interruption);
    const member = call === 'Front' ? members[0] : members.find((one) => one.call.sid === call);
    if (!member)
      throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
    return member;
  };

  router.get('/Queues.json', (request, response) => {
    const queues = [...carrier.queues.all.values()].reverse();
    response.json(page(request, query(request, pagingParameters), 'queues', queues, present));
  });
  router.post('/Queues.json', (request, response) => {
    const parameters = form(request, settings);
    const name = parameters.text('FriendlyName');
    if (!name) throw new RestError(400, 20001, 'FriendlyName is required');
    checkName(carrier, name);
    response.status(201).json(present(carrier.queues.create(name, maxSize(parameters, DEFAULT_QUEUE_SIZE))));
  });
  router.get('/Queues/:queue.json', (request, response) => {
    response.json(present(find(request)));
  });
  router.post('/Queues/:queue.json', (request, response) => {
    const queue = find(request);
    const parameters = form(request, settings);
    const name = parameters.text('FriendlyName');
    const size = maxSize(parameters, queue.maxSize);
    if (name !== undefined && name !== queue.friendlyName) {
      checkName(carrier, name);
      queue.friendlyName = name;
    }
    queue.maxSize = size;
    queue.updatedAt = new Date();
    response.json(present(queue));
  });
  router.delete('/Queues/:queue.json', (request, response) => {
    const queue = find(request);
    if (queue.members.size > 0) throw new RestError(400, 22003, 'Unable to delete non-empty queue');
    carrier.queues.all.delete(queue.sid);
    response.status(204).end();
  });
  router.get('/Queues/:queue/Members.json', (request, response) => {
    const queue = find(request);
    const members = [...queue.members.values()].map((member, at) => ({
      sid: member.call.sid,
      body: presentMember(queue, member, at + 1, carrier),
    }));
    const parameters = query(request, pagingParameters);
    response.json(page(request, parameters, 'queue_members', members, ({ body }) => body));
  });
  router.get('/Queues/:queue/Members/:call.json', (request, response) => {
    const queue = find(request);
    const member = findMember(request, queue);
    response.json(presentMember(queue, member, queue.positionOf(member.call), carrier));
  });
  router.post('/Queues/:queue/Members/:call.json', (request, response) => {
    const queue = find(request);
    const member = findMember(request, queue);
    const parameters = form(request, ['Url', 'Method']);
    const url = parameters.url('Url', 21205);
    if (!url) throw new RestError(400, 21205, 'Url is required');
    const body = presentMember(queue, member, queue.positionOf(member.call), carrier);
    const method = parameters.method('Method');
    switchboard.redirect(member.call, { kind: 'document', url, method, params: {} });
    response.json(body);
  });
  return router;
}

function checkName(carrier: Carrier, name: string): void {
  if ([...name].length > MAX_NAME)
    throw new RestError(400, 20001, `FriendlyName has over ${MAX_NAME} characters`);
  if (carrier.queues.byName(name)) throw new RestError(400, 22001, `A queue named ${name} exists already`);
}

const maxSize = (parameters: Parameters, otherwise: number): number =>
  parameters.whole('MaxSize', otherwise, 0, MAX_QUEUE_SIZE, 20001);

function presentQueue(queue: Queue, carrier: Carrier): object {
  const uri = `${carrier.accountPath}/Queues/${queue.sid}`;
  return {
    sid: queue.sid,
    account_sid: carrier.options.accountSid,
    friendly_name: queue.friendlyName,
    current_size: queue.members.size,
    max_size: queue.maxSize,
    average_wait_time: queue.averageWait,
    date_created: rfc2822(queue.createdAt),
    date_updated: rfc2822(queue.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { members: `${uri}/Members.json` },
  };
}

function presentMember(queue: Queue, member: Member, position: number, carrier: Carrier): object {
  return {
    call_sid: member.call.sid,
    queue_sid: queue.sid,
    date_enqueued: rfc2822(member.enqueuedAt),
    position,
    wait_time: member.waited,
    uri: `${carrier.accountPath}/Queues/${queue.sid}/Members/${member.call.sid}.json`,
  };
}
