import { createDataSource } from '../../entities/data-source.ts';
import { waitForDialSlot } from '../../services/followup/dial-slot.ts';

/** As many as a worker has in hand at once. */
const AT_ONCE = 10;

/** A worker that only dials: a slot, then the carrier, again and again, until it is ended. */
const [url = '', rate = '', port = ''] = process.argv.slice(2);
const dataSource = await createDataSource({ url, poolSize: AT_ONCE }).initialize();

async function dial(): Promise<void> {
  for (;;) {
    const slotAt = await waitForDialSlot(dataSource.manager, Number(rate));
    await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: String(slotAt) });
  }
}

process.send?.('runs');
await Promise.all(Array.from({ length: AT_ONCE }, dial));
