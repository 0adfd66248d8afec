import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { initialPolicy } from '../../domain/policy.ts';
import { dueRecordings, lookAfterRecording } from '../../services/recordings/due.ts';
import { changeRecording } from '../../services/talk/wrap-up.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { type LiveLine, liveLine } from './live-line.ts';
import { smallWorld } from './small-world.ts';

describe('a conversation recorded through the carrier', () => {
  let line: LiveLine;
  let dataSource: DataSource;
  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    line = await liveLine(dataSource);
  });
  after(() => line.close());

  const recording = () =>
    line.row<{ state: string; url: string; sid: string } | undefined>(
      'SELECT state, url, sid FROM recording ORDER BY id DESC LIMIT 1',
    );
  const state = (wanted: string) =>
    waitFor(async () => (await recording())?.state === wanted, {
      timeout: 20_000,
      what: `it to be ${wanted}`,
    });
  const minutes = (count: number) => {
    line.clock.offsetMs += count * 60_000;
  };
  const sweep = async () => {
    for (const job of await dueRecordings(dataSource.manager, line.clock.now()))
      await lookAfterRecording(line.deps, job);
  };
  const spoken = (sid: string) => line.phone<{ text: string }>(`recordings/${sid}`);

  it('leaves out what is said while it is paused, goes on when that is forgotten, and is deleted in the end', async () => {
    const agentId = await line.agent('周敏');
    const customer = await line.dial('+8613912340000');
    await line.press(customer, '0');
    await waitFor(async () => (await line.see(customer)).room?.kind === 'queue');
    const [offer] = await line.pair();
    const agent = await line.take(agentId, offer?.offerId ?? 0);
    await state('recording');
    await line.speak(agent, '您好');

    await line.act((tx, now) => changeRecording(tx, { personId: agentId, state: 'paused' }, now));
    expect(await recording()).to.include({ state: 'paused' });
    await line.speak(customer, '卡号是六二二二');
    minutes(initialPolicy.recordings.pauseMinutes + 0.1);
    await sweep();
    await state('recording');
    const desk = await line.row<{ recording: string }>('SELECT recording FROM conference LIMIT 1');
    expect(desk.recording).to.equal('on');
    await line.speak(customer, '谢谢');
    await line.hangUp(customer);
    await state('kept');
    const kept = await recording();
    const { text } = await spoken(kept?.sid ?? '');
    expect(JSON.stringify(text)).to.contain('您好').and.contain('谢谢').and.not.contain('六二二二');
    expect(await line.row('SELECT ending, personId FROM recording_pause')).to.deep.equal({
      ending: 'forgotten',
      personId: agentId,
    });

    minutes(initialPolicy.recordings.conversationDays * 24 * 60 + 1);
    await sweep();
    expect(await recording()).to.include({ state: 'deleted', url: '' });
    const gone = await spoken(kept?.sid ?? '').catch((error: Error) => error.message);
    expect(gone).to.contain('404');
    expect(await line.errors(), 'the carrier found nothing wrong').to.deep.equal([]);
  });
});
