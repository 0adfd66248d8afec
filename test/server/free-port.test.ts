import { createServer } from 'node:net';
import { expect } from 'chai';
import { freePort, portProblem } from '../../server/embedded/free-port.ts';

describe('a free port', () => {
  it('is never the same twice', async () => {
    const ports = await Promise.all(Array.from({ length: 500 }, () => freePort()));
    expect(new Set(ports).size).to.equal(500);
  });

  it('is none of those to be avoided', async () => {
    const all = Array.from({ length: 12_000 }, (_, n) => 20_000 + n);
    const failure = await freePort(all).catch((error: Error) => error);
    expect(failure)
      .to.be.instanceOf(Error)
      .with.property('message')
      .match(/no free port found/);
  });

  it('is one that can be listened on', async () => {
    const port = await freePort();
    expect(await portProblem('127.0.0.1', port)).to.equal(undefined);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await portProblem('127.0.0.1', port)).to.equal('EADDRINUSE');
    await new Promise((resolve) => server.close(resolve));
  });
});
