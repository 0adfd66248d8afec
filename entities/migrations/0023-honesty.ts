import type { MigrationInterface, QueryRunner } from 'typeorm';

/** S9: second calls about surveys, and what makes the results of follow-up calls doubtful. */
export class Honesty1769126400000 implements MigrationInterface {
  name = 'Honesty1769126400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE \`obligation\` ADD \`surveyId\` bigint UNSIGNED NULL, ADD \`notBy\` bigint UNSIGNED NULL`,
    );
    await queryRunner.query(`CREATE INDEX \`attempt_ended\` ON \`attempt\` (\`endedAt\`)`);
    await queryRunner.query(
      `CREATE TABLE \`doubt\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`kind\` varchar(24) NOT NULL, \`dedupKey\` varchar(80) NOT NULL, \`state\` varchar(24) NOT NULL, \`regionId\` bigint UNSIGNED NULL, \`storeId\` bigint UNSIGNED NULL, \`outletId\` bigint UNSIGNED NULL, \`number\` varchar(40) NULL, \`figures\` json NOT NULL, \`obligationIds\` json NOT NULL, \`raisedAt\` datetime(3) NOT NULL, \`decidedAt\` datetime(3) NULL, \`decidedBy\` bigint UNSIGNED NULL, \`reason\` text NULL, INDEX \`doubt_state\` (\`state\`, \`kind\`, \`id\`), UNIQUE INDEX \`doubt_key\` (\`dedupKey\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`doubt_round\` (\`day\` date NOT NULL, \`madeAt\` datetime(3) NOT NULL, \`raised\` int UNSIGNED NOT NULL DEFAULT '0', PRIMARY KEY (\`day\`)) ENGINE=InnoDB`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE \`doubt_round\``);
    await queryRunner.query(`DROP TABLE \`doubt\``);
    await queryRunner.query(`DROP INDEX \`attempt_ended\` ON \`attempt\``);
    await queryRunner.query(`ALTER TABLE \`obligation\` DROP COLUMN \`notBy\`, DROP COLUMN \`surveyId\``);
  }
}
