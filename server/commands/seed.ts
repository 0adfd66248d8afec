/**
 * `npm run seed -- [--scale 10] [--seed 7] [--if-empty]`: fills an empty database with the demo province.
 * `--if-empty` leaves a filled one alone without a word of complaint; `npm start` calls it so.
 */
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../entities/data-source.ts';
import { setOrganisationZone } from '../../services/zone.ts';
import { systemClock } from '../clock.ts';
import type { StartConfig } from '../config.ts';
import { type SeedPhase, type SeedProgress, seedDemo } from '../demo/seed.ts';
import { emptyTables, stateOfData } from '../demo/state.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';

interface Options {
  scale: number;
  seed: string;
  ifEmpty: boolean;
  hotline: string;
  sessionSecret: string | undefined;
  /** No customers: their invented numbers may be someone's, and a real carrier would ring them. */
  networkOnly: boolean;
}

function readOptions({ demo, simulatedCarrier, twilio, sessionSecret }: StartConfig): Options {
  const { values } = parse();
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 100)) throw new StartError('--scale must be a number above 0, at most 100.');
  if (!demo) {
    throw new StartError(
      'The demo province is for a demo: its logins are public. Set DEMO=true, or bring your own data.',
    );
  }
  return {
    scale,
    seed: values.seed,
    ifEmpty: values['if-empty'],
    hotline: twilio.phoneNumber,
    sessionSecret,
    networkOnly: !simulatedCarrier,
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        scale: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        'if-empty': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new StartError(`${(error as Error).message} (known: --scale, --seed, --if-empty)`);
  }
}

async function seed(dataSource: DataSource, options: Options): Promise<void> {
  const state = await stateOfData(dataSource);
  if (state === 'filled') {
    if (options.ifEmpty) return;
    throw new StartError('The database is not empty: the demo province goes into an empty one only.');
  }
  if (state === 'unfinished') {
    process.stdout.write('A seed was broken off here: beginning again.\n');
    await emptyTables(dataSource);
  }
  if (options.networkOnly) {
    process.stdout.write('A real carrier is set: no customers are made up, whose numbers it could ring.\n');
  }
  const begun = systemClock.now();
  const shown = showProgress();
  const { rows } = await seedDemo(dataSource, { ...options, now: begun, onProgress: shown.update }).finally(
    shown.stop,
  );
  const seconds = (systemClock.now().getTime() - begun.getTime()) / 1_000;
  process.stdout.write(
    `Demo province ready: ${rows.toLocaleString('en')} rows in ${seconds.toFixed(0)} s.\n`,
  );
}

const NAMES: Record<SeedPhase, string> = {
  network: 'units, outlets, logins 组织与网点',
  customers: 'customers 用户',
  history: 'three months of calls and tickets 三个月历史',
};
/** Where each phase begins and ends on the bar, in hundredths. */
const SPAN: Record<SeedPhase, [number, number]> = {
  network: [0, 3],
  customers: [3, 15],
  history: [15, 100],
};

/** A bar in a terminal; elsewhere one line for each phase. */
function showProgress(): { update(progress: SeedProgress): void; stop(): void } {
  if (!process.stdout.isTTY) {
    let last: SeedPhase | undefined;
    return {
      update({ phase }) {
        if (phase !== last) process.stdout.write(`Making the demo province: ${NAMES[phase]}\n`);
        last = phase;
      },
      stop: () => {},
    };
  }
  const bar = new SingleBar({
    format: 'Making the demo province {bar} {percentage}% · {what}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(100, 0, { what: '' });
  return {
    update({ phase, done }) {
      const [from, to] = SPAN[phase];
      bar.update(from + done * (to - from), { what: NAMES[phase] });
    },
    stop: () => bar.stop(),
  };
}

await runCommand(async ({ config, databaseUrl }) => {
  const options = readOptions(config);
  setOrganisationZone(config.timeZone);
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 2 });
  await dataSource.initialize();
  try {
    await seed(dataSource, options);
  } finally {
    await dataSource.destroy();
  }
});
