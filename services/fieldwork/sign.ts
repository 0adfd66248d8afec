import type { Signed } from '../../domain/contracts/fieldwork.ts';
import { DomainError } from '../../domain/errors.ts';
import { isSignature } from '../../domain/fieldwork/strokes.ts';
import type { SignaturePurpose } from '../../domain/fieldwork/words.ts';
import { VisitSignature } from '../../entities/fieldwork.ts';
import type { Tx } from '../transaction.ts';

/** Keeps what the customer drew; a dot or a blank is none. Kept once per reference. */
export async function keepSignature(
  tx: Tx,
  signed: Signed,
  of: { ticketId: number; visitId: number; purpose: SignaturePurpose; quoteId?: number; at: Date },
): Promise<void> {
  const { ref, name, strokes } = signed;
  if (!isSignature(strokes))
    throw new DomainError('invalid', 'That is no signature. Ask the customer to sign again.');
  if (await tx.findOneBy(VisitSignature, { ref })) return;
  await tx.insert(VisitSignature, { ref, name, strokes, quoteId: null, ...of });
}
