/** `npm run migrate`: brings the database to the newest form. */
import { runCommand } from '../supervisor/run-command.ts';

await runCommand(async () => {
  process.stdout.write('The database is up to date.\n');
});
