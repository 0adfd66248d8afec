/** Started by a test: a process with three parts to stop, which behaves as its argument says. */
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProcess } from '../../server/process.ts';
import { closeHttpServer } from '../../server/stop.ts';

const [behaviour = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

await runProcess(async (config, _log, stop) => {
  stop.add('connections', () => say('stopped connections'));
  stop.add('workers', () => {
    say('stopped workers');
    if (behaviour === 'fails to stop') throw new Error('no');
  });
  if (behaviour === 'fails to start') throw new Error('no');
  // Answers slowly, like a webhook in hand.
  const server = createServer(async (_request, response) => {
    say('request in hand');
    await sleep(300);
    response.end('answered');
  });
  stop.add('web', async () => {
    await closeHttpServer(server);
    say('stopped web');
  });
  server.listen(config.port, '127.0.0.1', () => {
    say('ready');
    if (behaviour === 'throws later') setTimeout(() => Promise.reject(new Error('unexpected')), 10);
  });
});
