import type { DataSource } from 'typeorm';
import type { Carrier, Clock } from '../ports.ts';
import type { InTransaction } from '../transaction.ts';
import { distribute, somebodyWaits } from './distribute.ts';
import { ringForOffer } from './ring-desk.ts';

export interface PairingDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  carrier: Pick<Carrier, 'placeCall'>;
  clock: Clock;
  callsPerSecond: number;
  onError: (error: unknown) => void;
}

/** However the news of a change got lost, a caller waits no longer than this for an agent who is free. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Brings callers and agents together, in every process: at once after a change of its own (`wake`), and once a second
 * for whatever another process left behind when it died.
 */
export function keepPairing(deps: PairingDeps): { wake(): void; close(): Promise<void> } {
  const { dataSource, clock, onError } = deps;
  let woken = false;
  let closing = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    do {
      woken = false;
      if (!(await somebodyWaits(dataSource.manager, clock.now()))) continue;
      for (const { offerId, ring } of await distribute(deps)) {
        // When the carrier refuses, the offer times out and the caller is put to another.
        if (ring) ringForOffer(deps, { offerId, to: ring }).catch(onError);
      }
    } while (woken && !closing);
  }

  function wake(): void {
    woken = true;
    if (closing) return;
    running ??= run()
      .catch(onError)
      .finally(() => {
        running = null;
        if (woken) wake();
      });
  }
  const timer = setInterval(wake, LOOK_AGAIN_MS);
  return {
    wake,
    async close() {
      closing = true;
      clearInterval(timer);
      await running;
    },
  };
}
