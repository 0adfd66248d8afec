/**
 * `npm run fallback -- [--out FILE]`: writes the TwiML document that takes a message while the hotline is down, to
 * be hosted at the carrier or elsewhere and set as the number's fallback.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fallbackDocument } from '../../ivr/fallback.ts';
import { environment } from '../config.ts';
import { readOrExit } from '../supervisor/run-hotline.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'fallback.xml' } } });
const { publicUrl } = readOrExit(environment(), (line) => process.stderr.write(`${line}\n`));
const file = path.resolve(values.out);
writeFileSync(file, fallbackDocument(publicUrl));
process.stdout.write(
  `${file}: host it where it stays up, and set it as the fallback of the hotline's number.\n`,
);
