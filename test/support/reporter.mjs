import { Runner, reporters } from 'mocha';

const patienceMs = 20_000;

/** Mocha's usual report, with the totals on the last line for people and machines. */
export default class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : '';
      const totals = `${passes} passed, ${failures} failed${skipped}`;
      console.log(totals);
      // A test that failed half-way may have left something running, which must not hold the run for ever.
      const end = () => {
        console.log(`Something still ran ${patienceMs / 1000} s after the last test.\n${totals}`);
        process.exit(1);
      };
      setTimeout(end, patienceMs).unref();
    });
  }
}
