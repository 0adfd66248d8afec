import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Deadlines1767484800000 implements MigrationInterface {
  name = 'Deadlines1767484800000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`ticket_pause\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ticketId\` bigint UNSIGNED NOT NULL, \`openMark\` tinyint NULL, \`reason\` varchar(24) NOT NULL, \`note\` text NULL, \`startedAt\` datetime(3) NOT NULL, \`startedBy\` bigint UNSIGNED NULL, \`until\` datetime(3) NULL, \`endedAt\` datetime(3) NULL, \`endedBy\` bigint UNSIGNED NULL, \`ending\` varchar(24) NULL, \`movedSeconds\` int UNSIGNED NOT NULL DEFAULT '0', UNIQUE INDEX \`ticket_pause_one_open\` (\`ticketId\`, \`openMark\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `ALTER TABLE \`ticket\` ADD \`deadlinesFrom\` datetime(3) NULL, ADD \`warnAt\` datetime(3) NULL, ADD \`deadlineStep\` int UNSIGNED NOT NULL DEFAULT '0', ADD \`deadlineActionAt\` datetime(3) NULL, ADD \`lateLevel\` varchar(24) NULL, ADD \`waitReason\` varchar(24) NULL, ADD \`pausedAt\` datetime(3) NULL`,
    );
    await queryRunner.query(`ALTER TABLE \`person\` ADD \`phone\` varchar(40) NOT NULL DEFAULT ''`);
    // Open ones are looked at once, and from then on watched like those taken in since.
    await queryRunner.query(
      `UPDATE \`ticket\` SET \`deadlineActionAt\` = \`openedAt\` WHERE \`completionDueAt\` IS NOT NULL
       AND \`state\` IN ('needs_details', 'new', 'manual', 'offered', 'accepted', 'in_progress')`,
    );
    await queryRunner.query(`CREATE INDEX \`ticket_deadline\` ON \`ticket\` (\`deadlineActionAt\`)`);
    await queryRunner.query(`CREATE INDEX \`ticket_late\` ON \`ticket\` (\`lateLevel\`, \`state\`)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`person\` DROP COLUMN \`phone\``);
    await queryRunner.query(`DROP INDEX \`ticket_late\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_deadline\` ON \`ticket\``);
    await queryRunner.query(
      `ALTER TABLE \`ticket\` DROP COLUMN \`pausedAt\`, DROP COLUMN \`waitReason\`, DROP COLUMN \`lateLevel\`, DROP COLUMN \`deadlineActionAt\`, DROP COLUMN \`deadlineStep\`, DROP COLUMN \`warnAt\`, DROP COLUMN \`deadlinesFrom\``,
    );
    await queryRunner.query(`DROP TABLE \`ticket_pause\``);
  }
}
