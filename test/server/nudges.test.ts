import { expect } from 'chai';
import { Redis } from 'ioredis';
import { createNudges } from '../../server/nudges.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';

describe('nudges', () => {
  let redis: TestRedis;
  const clients: Redis[] = [];
  const process = () => {
    const [sender, receiver] = [new Redis(redis.url), new Redis(redis.url)];
    clients.push(sender, receiver);
    return { nudges: createNudges(sender, receiver), sender, receiver };
  };

  before(async () => {
    redis = await testRedis();
  });
  after(async () => {
    for (const client of clients) client.disconnect();
    await redis.close();
  });

  it('reach the other processes, and this one at once, each once', async () => {
    const [one, other] = [process(), process()];
    const here: number[] = [];
    const there: number[] = [];
    let outbox = 0;
    one.nudges.on('call:step', ({ contactId }) => here.push(contactId));
    other.nudges.on('call:step', ({ contactId }) => there.push(contactId));
    other.nudges.on('outbox', () => outbox++);
    await waitFor(async () => {
      const [, listening] = (await redis.client.call('PUBSUB', 'NUMSUB', 'nudges')) as [string, number];
      return listening === 2 && one.sender.status === 'ready';
    });
    for (let contactId = 1; contactId <= 50; contactId++)
      one.nudges.send('call:step', { contactId, step: 'menu' });
    one.nudges.send('outbox', null);
    one.nudges.send('outbox', null);
    expect(here).to.have.length(50);
    await waitFor(() => outbox > 0);
    expect(there).to.deep.equal(here);
    expect(outbox, 'told once for one turn').to.equal(1);
    expect(here, 'not told again by way of Redis').to.have.length(50);
  });
});
