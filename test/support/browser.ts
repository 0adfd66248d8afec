import { setTimeout } from 'node:timers/promises';
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
  return answeringLate(launched, Number(process.env.PAGE_DELAY_MS ?? 0));
}

/** With PAGE_DELAY_MS every page hears each answer of the server that much later: what a test takes for granted fails. */
function answeringLate(launched: Browser, delay: number): Browser {
  if (delay === 0) return launched;
  const open = launched.newContext.bind(launched);
  launched.newContext = async (options) => {
    const context = await open(options);
    await context.route('**/api/**', async (route) => {
      await setTimeout(delay);
      await route.continue().catch(() => undefined);
    });
    return context;
  };
  launched.newPage = async (options) => (await launched.newContext(options)).newPage();
  return launched;
}
