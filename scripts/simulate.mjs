/** `npm run simulate`: hands the PORT of the environment or of `.env` on to the simulator, which reads neither. */
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
const port = process.env.PORT || file.PORT;
if (port) process.argv.splice(2, 0, '--port', port);
await import('../simulator/simulate.ts');
