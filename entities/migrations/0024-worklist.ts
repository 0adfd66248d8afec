import type { MigrationInterface, QueryRunner } from 'typeorm';

/** F1, F4: who has a call in hand, and when a person is to try again. */
export class Worklist1769212800000 implements MigrationInterface {
  name = 'Worklist1769212800000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE \`obligation\` ADD \`claimedBy\` bigint UNSIGNED NULL, ADD \`claimedAt\` datetime(3) NULL, ADD \`callAt\` datetime(3) NULL`,
    );
    await queryRunner.query(`CREATE INDEX \`obligation_claimed\` ON \`obligation\` (\`claimedBy\`)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`obligation_claimed\` ON \`obligation\``);
    await queryRunner.query(
      `ALTER TABLE \`obligation\` DROP COLUMN \`callAt\`, DROP COLUMN \`claimedAt\`, DROP COLUMN \`claimedBy\``,
    );
  }
}
