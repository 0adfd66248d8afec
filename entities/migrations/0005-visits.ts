import type { MigrationInterface, QueryRunner } from 'typeorm';

/** H6: visits have windows of technicians, reasons and reminders; text messages a log, wordings and quiet hours. */
export class Visits1767571200000 implements MigrationInterface {
  name = 'Visits1767571200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`message_wording\` (\`template\` varchar(24) NOT NULL, \`language\` varchar(4) NOT NULL, \`version\` int UNSIGNED NOT NULL, \`text\` text NOT NULL, \`at\` datetime(3) NOT NULL, \`editedBy\` bigint UNSIGNED NULL, \`why\` varchar(200) NOT NULL DEFAULT '', PRIMARY KEY (\`template\`, \`language\`, \`version\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`technician_window\` (\`technicianId\` bigint UNSIGNED NOT NULL, \`day\` date NOT NULL, \`half\` varchar(24) NOT NULL, \`promised\` int UNSIGNED NOT NULL DEFAULT '0', PRIMARY KEY (\`technicianId\`, \`day\`, \`half\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`ALTER TABLE \`message\` ADD \`visitId\` bigint UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`message\` ADD \`anyHour\` tinyint NOT NULL DEFAULT 0`);
    await queryRunner.query(`ALTER TABLE \`message\` ADD \`usefulUntil\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`message\` ADD \`askedAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`message\` ADD \`settledAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`message\` ADD \`againOf\` bigint UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`message\` ADD \`personId\` bigint UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` ADD \`reason\` varchar(24) NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` ADD \`bookedAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` ADD \`heldDay\` date NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` ADD \`heldHalf\` varchar(24) NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` ADD \`nextActionAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` ADD \`missedAt\` datetime(3) NULL`);
    await queryRunner.query(`CREATE INDEX \`IDX_5ec1b4dcd83083524296bada84\` ON \`message\` (\`visitId\`)`);
    await queryRunner.query(`CREATE INDEX \`message_state\` ON \`message\` (\`state\`, \`createdAt\`)`);
    await queryRunner.query(`CREATE INDEX \`message_newest\` ON \`message\` (\`createdAt\`)`);
    await queryRunner.query(`CREATE INDEX \`visit_missed\` ON \`visit\` (\`missedAt\`)`);
    await queryRunner.query(
      `CREATE INDEX \`visit_technician\` ON \`visit\` (\`technicianId\`, \`appointmentAt\`)`,
    );
    await queryRunner.query(`CREATE INDEX \`visit_when\` ON \`visit\` (\`appointmentAt\`)`);
    await queryRunner.query(`CREATE INDEX \`visit_due\` ON \`visit\` (\`nextActionAt\`)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`visit_due\` ON \`visit\``);
    await queryRunner.query(`DROP INDEX \`visit_when\` ON \`visit\``);
    await queryRunner.query(`DROP INDEX \`visit_technician\` ON \`visit\``);
    await queryRunner.query(`DROP INDEX \`visit_missed\` ON \`visit\``);
    await queryRunner.query(`DROP INDEX \`message_newest\` ON \`message\``);
    await queryRunner.query(`DROP INDEX \`message_state\` ON \`message\``);
    await queryRunner.query(`DROP INDEX \`IDX_5ec1b4dcd83083524296bada84\` ON \`message\``);
    await queryRunner.query(`ALTER TABLE \`visit\` DROP COLUMN \`missedAt\``);
    await queryRunner.query(`ALTER TABLE \`visit\` DROP COLUMN \`nextActionAt\``);
    await queryRunner.query(`ALTER TABLE \`visit\` DROP COLUMN \`heldHalf\``);
    await queryRunner.query(`ALTER TABLE \`visit\` DROP COLUMN \`heldDay\``);
    await queryRunner.query(`ALTER TABLE \`visit\` DROP COLUMN \`bookedAt\``);
    await queryRunner.query(`ALTER TABLE \`visit\` DROP COLUMN \`reason\``);
    await queryRunner.query(`ALTER TABLE \`message\` DROP COLUMN \`personId\``);
    await queryRunner.query(`ALTER TABLE \`message\` DROP COLUMN \`againOf\``);
    await queryRunner.query(`ALTER TABLE \`message\` DROP COLUMN \`settledAt\``);
    await queryRunner.query(`ALTER TABLE \`message\` DROP COLUMN \`askedAt\``);
    await queryRunner.query(`ALTER TABLE \`message\` DROP COLUMN \`usefulUntil\``);
    await queryRunner.query(`ALTER TABLE \`message\` DROP COLUMN \`anyHour\``);
    await queryRunner.query(`ALTER TABLE \`message\` DROP COLUMN \`visitId\``);
    await queryRunner.query(`DROP TABLE \`technician_window\``);
    await queryRunner.query(`DROP TABLE \`message_wording\``);
  }
}
