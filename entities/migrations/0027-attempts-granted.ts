import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was dialled within a span is found without reading every attempt. */
export class AttemptsGranted1769472000000 implements MigrationInterface {
  name = 'AttemptsGranted1769472000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX `attempt_granted` ON `attempt` (`grantedAt`)');
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX `attempt_granted` ON `attempt`');
  }
}
