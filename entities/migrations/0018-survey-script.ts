import type { MigrationInterface, QueryRunner } from 'typeorm';

/** F2: what surveys ask is edited, in versions; which of them was asked stands with what is owed and with each answer. */
export class SurveyScript1768694400000 implements MigrationInterface {
  name = 'SurveyScript1768694400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`survey_script\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`state\` varchar(24) NOT NULL, \`slot\` varchar(24) NULL, \`number\` int UNSIGNED NULL, \`revision\` int UNSIGNED NOT NULL DEFAULT '1', \`body\` json NOT NULL, \`scriptId\` bigint UNSIGNED NULL, \`editedBy\` bigint UNSIGNED NULL, \`editedAt\` datetime(3) NOT NULL, \`publishedBy\` bigint UNSIGNED NULL, \`publishedAt\` datetime(3) NULL, \`why\` text NULL, UNIQUE INDEX \`survey_script_slot\` (\`slot\`), UNIQUE INDEX \`survey_script_number\` (\`number\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`ALTER TABLE \`obligation\` ADD \`scriptVersion\` int UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`survey_answer\` ADD \`scriptVersion\` int UNSIGNED NULL`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`survey_answer\` DROP COLUMN \`scriptVersion\``);
    await queryRunner.query(`ALTER TABLE \`obligation\` DROP COLUMN \`scriptVersion\``);
    await queryRunner.query(`DROP TABLE \`survey_script\``);
  }
}
