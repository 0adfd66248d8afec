/** Started by a test: a hotline under the real supervisor, made of small programs. */
import { fileURLToPath } from 'node:url';
import { environment } from '../../server/config.ts';
import { runHotline } from '../../server/supervisor/run-hotline.ts';

const program = fileURLToPath(new URL('./small-program.ts', import.meta.url));
await runHotline({ web: program, worker: program, carrier: program, seed: program }, environment('/nowhere'));
