import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { Idempotency } from '../../../entities/journal.ts';
import { LoginFailure, Session } from '../../../entities/organisation.ts';
import { startRelay } from '../../../queues/relay.ts';
import { forgetExpired } from '../../../services/forget-expired.ts';
import { createTransactor } from '../../../services/transaction.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING } from '../../support/province.ts';
import { waitFor } from '../../support/wait-for.ts';

const hours = (n: number) => new Date(MORNING.getTime() + n * 3_600_000);

describe('what has expired', () => {
  let dataSource: DataSource;
  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    const { manager } = dataSource;
    for (const [key, at] of [
      ['old', hours(-48)],
      ['fresh', hours(-47)],
    ] as const) {
      await manager.insert(Idempotency, { personId: 1, key, route: 'POST /x', status: 200, body: {}, at });
    }
    for (const [tokenHash, expiresAt] of [
      ['old', hours(0)],
      ['fresh', new Date(MORNING.getTime() + 1)],
    ] as const) {
      await manager.insert(Session, { tokenHash, personId: 1, createdAt: hours(-100), expiresAt });
    }
    for (const [username, at] of [
      ['old', hours(-24)],
      ['fresh', hours(-23)],
    ] as const) {
      await manager.insert(LoginFailure, { username, at });
    }
  });

  const left = async () => {
    const { manager } = dataSource;
    return [
      ...(await manager.find(Idempotency)).map(({ key }) => key),
      ...(await manager.find(Session)).map(({ tokenHash }) => tokenHash.trim()),
      ...(await manager.find(LoginFailure)).map(({ username }) => username),
    ];
  };

  it('is forgotten, and nothing else', async () => {
    await forgetExpired(dataSource.manager, MORNING);
    expect(await left()).to.deep.equal(['fresh', 'fresh', 'fresh']);
  });

  it('is forgotten by the worker that has the lease', async () => {
    const relay = startRelay({
      dataSource,
      inTransaction: createTransactor(dataSource),
      clock: { now: () => MORNING },
      nudges: { send: () => {}, on: () => {} },
      jobs: { hint: async () => {} },
      hands: { route: async () => {} },
      holder: 'test',
      onError: (error) => {
        throw error;
      },
    });
    await waitFor(async () => (await left()).length === 3);
    await relay.close();
    expect(await left()).to.deep.equal(['fresh', 'fresh', 'fresh']);
  });
});
