import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * F1, F5: when each call was allowed; a dialler that can be paused; whose work an obligation is about, so that coverage
 * is told by it; what is due is found in the order of its priority however much is owed; and the nightly proof.
 */
export class FollowUp1768608000000 implements MigrationInterface {
  name = 'FollowUp1768608000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE \`dial_slot\` ADD \`takenAt\` bigint UNSIGNED NOT NULL DEFAULT '0', ADD \`refusals\` int UNSIGNED NOT NULL DEFAULT '0', ADD \`heldUntil\` bigint UNSIGNED NOT NULL DEFAULT '0', ADD \`pausedAt\` datetime(3) NULL, ADD \`pausedBy\` bigint UNSIGNED NULL`,
    );
    await queryRunner.query(`ALTER TABLE \`attempt\` ADD \`slotAt\` bigint UNSIGNED NULL`);
    await queryRunner.query(
      `ALTER TABLE \`obligation\` ADD \`storeId\` bigint UNSIGNED NULL, ADD \`outletId\` bigint UNSIGNED NULL, ADD \`brandId\` bigint UNSIGNED NULL`,
    );
    await queryRunner.query(
      `UPDATE \`obligation\` b JOIN \`ticket\` t ON t.id = b.ticketId
       SET b.storeId = t.storeId, b.brandId = t.brandId,
           b.outletId = COALESCE((SELECT v.outletId FROM \`visit\` v WHERE v.ticketId = t.id AND v.createdAt <= b.openedAt
                                  ORDER BY v.number DESC LIMIT 1), t.outletId)`,
    );
    await queryRunner.query(`DROP INDEX \`obligation_due\` ON \`obligation\``);
    await queryRunner.query(
      `CREATE INDEX \`obligation_due\` ON \`obligation\` (\`state\`, \`priority\`, \`nextActionAt\`)`,
    );
    await queryRunner.query(`CREATE INDEX \`obligation_opened\` ON \`obligation\` (\`openedAt\`, \`state\`)`);
    await queryRunner.query(
      `CREATE TABLE \`followup_proof\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`day\` date NOT NULL, \`madeAt\` datetime(3) NOT NULL, \`madeBy\` bigint UNSIGNED NULL, \`opened\` int UNSIGNED NOT NULL DEFAULT '0', \`settled\` int UNSIGNED NOT NULL DEFAULT '0', \`open\` int UNSIGNED NOT NULL DEFAULT '0', \`exhausted\` int UNSIGNED NOT NULL DEFAULT '0', \`unreasoned\` int UNSIGNED NOT NULL DEFAULT '0', \`owed\` int UNSIGNED NOT NULL DEFAULT '0', \`repaired\` int UNSIGNED NOT NULL DEFAULT '0', \`repairs\` json NOT NULL, INDEX \`followup_proof_day\` (\`day\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE \`followup_proof\``);
    await queryRunner.query(`DROP INDEX \`obligation_opened\` ON \`obligation\``);
    await queryRunner.query(`DROP INDEX \`obligation_due\` ON \`obligation\``);
    await queryRunner.query(
      `CREATE INDEX \`obligation_due\` ON \`obligation\` (\`state\`, \`nextActionAt\`)`,
    );
    await queryRunner.query(
      `ALTER TABLE \`obligation\` DROP COLUMN \`brandId\`, DROP COLUMN \`outletId\`, DROP COLUMN \`storeId\``,
    );
    await queryRunner.query(`ALTER TABLE \`attempt\` DROP COLUMN \`slotAt\``);
    await queryRunner.query(
      `ALTER TABLE \`dial_slot\` DROP COLUMN \`pausedBy\`, DROP COLUMN \`pausedAt\`, DROP COLUMN \`heldUntil\`, DROP COLUMN \`refusals\`, DROP COLUMN \`takenAt\``,
    );
  }
}
