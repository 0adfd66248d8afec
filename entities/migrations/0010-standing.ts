import type { MigrationInterface, QueryRunner } from 'typeorm';

/** S4: the history of outlets' standing, and what is planned for it; D4: an outlet's own words when it declines. */
export class Standing1768003200000 implements MigrationInterface {
  name = 'Standing1768003200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`standing_change\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`outletId\` bigint UNSIGNED NOT NULL, \`fromStanding\` varchar(24) NOT NULL, \`toStanding\` varchar(24) NOT NULL, \`state\` varchar(24) NOT NULL, \`reason\` text NOT NULL, \`madeBy\` bigint UNSIGNED NOT NULL, \`madeAt\` datetime(3) NOT NULL, \`takesEffectAt\` datetime(3) NOT NULL, \`nextActionAt\` datetime(3) NULL, \`moved\` int UNSIGNED NOT NULL DEFAULT '0', \`calledOffAt\` datetime(3) NULL, \`calledOffBy\` bigint UNSIGNED NULL, \`calledOffReason\` text NULL, INDEX \`standing_change_due\` (\`nextActionAt\`), INDEX \`standing_change_outlet\` (\`outletId\`, \`takesEffectAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`ALTER TABLE \`offer\` ADD \`declineNote\` text NULL`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`offer\` DROP COLUMN \`declineNote\``);
    await queryRunner.query(`DROP TABLE \`standing_change\``);
  }
}
