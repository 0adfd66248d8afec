import type { DataSource } from 'typeorm';
import { initialPolicy } from '../../domain/policy.ts';
import { PolicyVersion } from '../../entities/reference.ts';
import { policyInForce } from '../../services/policy.ts';

/** Text messages go out at any hour: for tests that run on the machine's own time. */
export async function noQuietHours({ manager }: DataSource): Promise<void> {
  const { policy } = await policyInForce(manager);
  const messages = { ...initialPolicy.messages, quietTo: initialPolicy.messages.quietFrom };
  await manager.insert(PolicyVersion, { policy: { ...policy, messages } as never, createdAt: new Date() });
}
