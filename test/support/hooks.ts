import { runAtEnd } from './at-end.ts';

/** Whatever the tests of a run have started is stopped at its end. */
export const mochaHooks = {
  async afterAll() {
    await runAtEnd();
  },
};
