/** Started by a test: the real hotline under the real supervisor, with a small demo province. */
import { fileURLToPath } from 'node:url';
import { environment } from '../../server/config.ts';
import { runHotline } from '../../server/supervisor/run-hotline.ts';

const source = (file: string) => fileURLToPath(new URL(file, import.meta.url));
await runHotline(
  {
    web: source('../../server/web.ts'),
    worker: source('../../server/worker.ts'),
    carrier: source('../../simulator/main.ts'),
    seed: source('./small-seed.ts'),
  },
  environment('/nowhere'),
);
