import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { parseTwiml } from '../../../simulator/carrier/twiml/parse.ts';

const command = fileURLToPath(new URL('../../../server/commands/fallback.ts', import.meta.url));

describe('npm run fallback', () => {
  it('writes a document that takes a message and needs nothing of the hotline', async () => {
    const out = path.join(mkdtempSync(path.join(tmpdir(), 'yixian-fallback-')), 'fallback.xml');
    const env = { PATH: process.env.PATH, DEMO: 'true', PUBLIC_URL: 'https://hotline.example.com' };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', command, '--out', out],
      { env },
    );
    expect(stdout).to.contain(out);
    const document = readFileSync(out, 'utf8');
    expect(parseTwiml(document).map(({ name }) => name)).to.include.members(['Say', 'Record']);
    expect(document).to.contain('https://hotline.example.com/twilio/fallback-recording');
  });
});
