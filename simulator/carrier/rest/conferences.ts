import { type Request, Router } from 'express';
import type { Carrier } from '../carrier.ts';
import type { Conference } from '../conference.ts';
import { RestError } from '../errors.ts';
import { rfc2822 } from './calls.ts';
import { page, pagingParameters, withinTimes } from './paging.ts';
import { form, query } from './parameters.ts';

const statuses = ['init', 'in-progress', 'completed'] as const;

/** The conference that a request is about. Throws RestError 404. */
export function findConference(carrier: Carrier, request: Request): Conference {
  const conference = carrier.conferences.all.get(String(request.params.conference));
  if (!conference) {
    throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
  }
  return conference;
}

/** The Conferences resource: list, fetch, end, announce. */
export function conferencesResource(carrier: Carrier): Router {
  const router = Router();
  const present = (conference: Conference) => presentConference(conference, carrier);

  router.get('/Conferences.json', (request, response) => {
    const times = ['DateCreated', 'DateUpdated'].flatMap((name) => [name, `${name}<`, `${name}>`]);
    const parameters = query(request, ['FriendlyName', 'Status', ...times, ...pagingParameters]);
    const name = parameters.text('FriendlyName');
    const status = parameters.oneOf('Status', statuses, 20001);
    const found = [...carrier.conferences.all.values()]
      .reverse()
      .filter(
        (conference) =>
          (name === undefined || conference.friendlyName === name) &&
          (status === undefined || conference.status === status) &&
          withinTimes(parameters, 'DateCreated', conference.createdAt) &&
          withinTimes(parameters, 'DateUpdated', conference.updatedAt),
      );
    response.json(page(request, parameters, 'conferences', found, present));
  });
  router.get('/Conferences/:conference.json', (request, response) => {
    response.json(present(findConference(carrier, request)));
  });
  router.post('/Conferences/:conference.json', (request, response) => {
    const conference = findConference(carrier, request);
    const parameters = form(request, ['Status', 'AnnounceUrl', 'AnnounceMethod']);
    const status = parameters.oneOf('Status', ['completed'], 20001);
    const url = parameters.url('AnnounceUrl', 21205);
    const method = parameters.method('AnnounceMethod');
    // To end what has ended changes nothing.
    if (conference.status === 'completed' && url) {
      throw new RestError(400, 16022, `The conference ${conference.sid} is completed`);
    }
    if (url) conference.announce({ url, method });
    if (status) conference.end('conference-ended-via-api');
    response.json(present(conference));
  });
  return router;
}

function presentConference(conference: Conference, carrier: Carrier): object {
  const uri = `${carrier.accountPath}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: carrier.options.accountSid,
    api_version: '2010-04-01',
    friendly_name: conference.friendlyName,
    status: conference.status,
    region: 'us1',
    reason_conference_ended: conference.reasonEnded ?? null,
    call_sid_ending_conference: conference.endedBy?.call.sid ?? null,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: {
      participants: `${uri}/Participants.json`,
      recordings: `${uri}/Recordings.json`,
    },
  };
}
