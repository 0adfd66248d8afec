import { expect } from 'chai';
import { createDataSource } from '../../../entities/data-source.ts';
import {
  endHold,
  holdDialling,
  LIVE_CALL,
  takeDialSlot,
  waitForDialSlot,
} from '../../../services/followup/dial-slot.ts';
import { testDatabase } from '../../support/database.ts';

/** Nothing here knows how fast the machine is: a slow one takes fewer slots, never ones too close together. */
describe('slots for outbound calls', function () {
  this.timeout(30_000);
  const RATE = 40;

  it('are never more in any second than allowed, however many ask at once from however many processes', async () => {
    const { url } = await testDatabase();
    const connections = await Promise.all(
      [1, 2, 3].map(() => createDataSource({ url, poolSize: 30 }).initialize()),
    );
    try {
      const taken: number[] = [];
      // Some wait in line, as a worker does; some ask for themselves, as if each were a worker of its own.
      const inLine = connections.flatMap(({ manager }) =>
        Array.from({ length: 25 }, () => waitForDialSlot(manager, RATE)),
      );
      const alone = Array.from({ length: 45 }, async (_, at) => {
        const { manager } = connections[at % connections.length] as (typeof connections)[0];
        for (;;) {
          const slot = await takeDialSlot(manager, RATE);
          if ('takenAtMicros' in slot) return slot.takenAtMicros;
        }
      });
      for (const at of await Promise.all([...inLine, ...alone])) taken.push(at as number);
      taken.sort((a, b) => a - b);
      expect(taken).to.have.length(120);
      const tooClose = taken.filter(
        (at, index) => index >= RATE && at - (taken[index - RATE] ?? 0) < 1_000_000,
      );
      expect(tooClose).to.deep.equal([]);
    } finally {
      await Promise.all(connections.map((each) => each.destroy()));
    }
  });

  it('go to whoever waits at the telephone first, then to what was promised, and to nothing that is not wanted any more', async () => {
    const { dataSource } = await testDatabase();
    const { manager } = dataSource;
    const order: string[] = [];
    const wait = async (name: string, priority: number, wanted = true) => {
      const at = await waitForDialSlot(manager, 50, { priority, wanted: async () => wanted });
      order.push(at === null ? `${name} not` : name);
    };
    await Promise.all([
      wait('first', 10),
      wait('survey', 10),
      wait('gone', 10, false),
      wait('promised', 0),
      wait('live', LIVE_CALL),
    ]);
    expect(order).to.deep.equal(['first', 'live', 'promised', 'survey', 'gone not']);
  });

  it('stand still while the carrier refuses, and go on when it takes calls again', async () => {
    const { dataSource } = await testDatabase();
    const { manager } = dataSource;
    await waitForDialSlot(manager, 1_000);
    await holdDialling(manager);
    expect(await waitForDialSlot(manager, 1_000), 'one refusal is nothing').to.be.a('number');
    await holdDialling(manager);
    await holdDialling(manager);
    const held = await takeDialSlot(manager, 1_000);
    expect(held).to.have.property('waitMs').above(1_000).and.at.most(2_000);
    await endHold(manager);
    expect(await waitForDialSlot(manager, 1_000)).to.be.a('number');
  });

  it('do not wait for a clock that was set back', async () => {
    const { dataSource } = await testDatabase();
    const { manager } = dataSource;
    await waitForDialSlot(manager, 10);
    await manager.query('UPDATE dial_slot SET nextAt = nextAt + 3600000000, heldUntil = nextAt + 3600000000');
    expect(await takeDialSlot(manager, 10)).to.have.property('takenAtMicros');
  });
});
