import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The dispatch board: who has taken a ticket into their hands, and named views. */
export class Board1767657600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`board_view\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`personId\` bigint UNSIGNED NOT NULL, \`name\` varchar(40) NOT NULL, \`query\` varchar(1000) NOT NULL, \`savedAt\` datetime(3) NOT NULL, UNIQUE INDEX \`board_view_name\` (\`personId\`, \`name\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`ALTER TABLE \`ticket\` ADD \`takenBy\` bigint UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`ticket\` ADD \`takenAt\` datetime(3) NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`ticket\` DROP COLUMN \`takenAt\``);
    await queryRunner.query(`ALTER TABLE \`ticket\` DROP COLUMN \`takenBy\``);
    await queryRunner.query(`DROP INDEX \`board_view_name\` ON \`board_view\``);
    await queryRunner.query(`DROP TABLE \`board_view\``);
  }
}
