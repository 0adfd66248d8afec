import { hoursAfter, localDay } from '../../domain/time.ts';
import { ApiKey, WebhookDelivery, WebhookEndpoint } from '../../entities/integration.ts';
import { Assignment, Person } from '../../entities/organisation.ts';
import { TEST_TYPE } from '../../services/integration/resend.ts';
import { newSecret, seal } from '../../services/integration/secrets.ts';
import { NO_PASSWORD } from '../../services/people/password.ts';
import type { Staff } from './logins.ts';
import type { RowSink } from './row-writer.ts';

interface Systems {
  staff: Staff;
  headquartersId: number;
  /** Of somebody who has no login yet. */
  freePersonId: number;
  sessionSecret: string;
  now: Date;
  zone: string;
}

/** Another system that is told, paused so that nothing leaves the demo; and one that asks, with a key nobody holds. */
export function writeSystems(
  { staff, headquartersId, freePersonId, sessionSecret, now, zone }: Systems,
  writer: RowSink,
): void {
  const createdAt = hoursAfter(now, -30 * 24);
  const testedAt = hoursAfter(now, -20);
  const createdBy = staff.administrator;
  writer.add(WebhookEndpoint, {
    id: 1,
    description: '数据平台',
    url: 'https://data.example.com/hooks/yixian',
    types: ['ticket.opened', 'ticket.accepted', 'ticket.done'],
    unitId: headquartersId,
    state: 'paused',
    disabledWhy: null,
    sealedSecret: seal(sessionSecret, newSecret()),
    previousSecret: null,
    previousUntil: null,
    position: 0,
    nextActionAt: createdAt,
    token: 0,
    failures: 0,
    failingSince: null,
    lastDeliveredAt: testedAt,
    createdBy,
    createdAt,
  });
  writer.add(WebhookDelivery, {
    id: 1,
    endpointId: 1,
    messageId: 'test_demo',
    eventId: null,
    position: null,
    type: TEST_TYPE,
    state: 'delivered',
    attempts: 1,
    code: 204,
    error: null,
    durationMs: 86,
    firstAt: testedAt,
    lastAt: testedAt,
    resendAt: null,
  });
  const name = '经营分析';
  writer.add(Person, {
    id: freePersonId,
    username: 'key.demo',
    name,
    passwordHash: NO_PASSWORD,
    phone: '',
    active: true,
    language: 'zh',
  });
  writer.add(Assignment, {
    id: freePersonId,
    personId: freePersonId,
    role: 'headquarters_manager',
    unitId: headquartersId,
    outletId: null,
    categories: '',
    validFrom: localDay(createdAt, zone),
    validTo: null,
  });
  writer.add(ApiKey, {
    id: 1,
    name,
    hint: 'yx_DEMOxx',
    // No token has it: this key opens nothing.
    tokenHash: '0'.repeat(64),
    personId: freePersonId,
    createdBy,
    createdAt,
    lastUsedAt: null,
    revokedAt: null,
  });
}
