import { DomainError } from '../../domain/errors.ts';
import { Technician } from '../../entities/network.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';

/**
 * T3: a technician of that outlet whose valid assessments cover the product.
 *
 * @throws DomainError invalid for anybody else
 */
export async function ableTechnician(
  tx: Tx,
  technicianId: number,
  outletId: number,
  { category }: Pick<Ticket, 'category'>,
): Promise<Technician> {
  const technician = await tx.findOneBy(Technician, { id: technicianId, outletId, active: true });
  if (!technician) throw new DomainError('invalid', 'That technician does not work at this outlet.');
  if (category && !technician.skills.split(',').includes(category)) {
    throw new DomainError(
      'invalid',
      `${technician.name} is not assessed for this product (T3). Choose someone else.`,
    );
  }
  return technician;
}
