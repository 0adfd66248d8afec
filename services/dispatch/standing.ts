import { DomainError } from '../../domain/errors.ts';
import { mayWork, type Standing } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

interface Standed {
  name: string;
  standing: Standing;
}

/** D5: an outlet never gets work while its dispatch is stopped. */
export function requireWorking({ name, standing }: Standed): void {
  if (mayWork(standing)) return;
  throw new DomainError('outlet_stopped', `Dispatch to ${name} is stopped (D5). Choose another outlet.`);
}

/** The outlet as it stands now, held against a change of standing until the transaction ends. */
export async function heldOutlet(tx: Tx, outletId: number): Promise<Standed> {
  const [outlet] = await tx.query('SELECT name, standing FROM outlet WHERE id = ? LOCK IN SHARE MODE', [
    outletId,
  ]);
  if (!outlet) throw new DomainError('not_found', 'There is no such outlet.');
  return outlet;
}
