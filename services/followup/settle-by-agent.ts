import { DomainError } from '../../domain/errors.ts';
import { Obligation } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { settle } from './settle.ts';

export interface SettleByAgent {
  obligationId: number;
  note: string;
  reached: boolean;
  personId: number;
}

/** F1: an agent's word settles what no machine could; or says, with a reason, that nobody can be reached. */
export async function settleByAgent(tx: Tx, command: SettleByAgent, now: Date): Promise<void> {
  const obligation = await tx.findOne(Obligation, {
    where: { id: command.obligationId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!obligation) throw new DomainError('not_found', 'There is no such follow-up.');
  if (obligation.state !== 'open') {
    throw new DomainError('wrong_state', 'This follow-up is already settled, or is being dialled just now.');
  }
  const { note, personId, reached } = command;
  const settlement = reached ? 'agent_word' : 'attempts_spent';
  await settle(tx, obligation, { settlement, exhausted: !reached, rule: 'F1', note, personId }, now);
}
