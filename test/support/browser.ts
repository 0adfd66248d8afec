import { type Browser, chromium } from 'playwright-core';
import { findProgram } from '../../server/embedded/programs.ts';
import { atEnd } from './at-end.ts';

let browser: Promise<Browser> | undefined;

/**
 * The one Chromium of the run; call it in `before` with mocha's context. Where none is installed the tests of the
 * suite are skipped, and the totals say so.
 */
export async function testBrowser(context: Mocha.Context): Promise<Browser> {
  const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => findProgram(name, process.env.PATH ?? ''))
    .find(Boolean);
  if (!executablePath) return context.skip();
  browser ??= launch(executablePath);
  return browser;
}

async function launch(executablePath: string): Promise<Browser> {
  const launched = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  atEnd(() => launched.close());
  return launched;
}
