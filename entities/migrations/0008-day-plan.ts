import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who goes where when: a technician's hours and home, the planned time of a visit, proposals for a day. */
export class DayPlan1767830400000 implements MigrationInterface {
  name = 'DayPlan1767830400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`day_plan\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`day\` date NOT NULL, \`regionId\` bigint UNSIGNED NOT NULL, \`outletId\` bigint UNSIGNED NULL, \`state\` varchar(24) NOT NULL, \`withOffered\` tinyint NOT NULL DEFAULT 0, \`withNew\` tinyint NOT NULL DEFAULT 0, \`askedBy\` bigint UNSIGNED NOT NULL, \`askedAt\` datetime(3) NOT NULL, \`attempt\` int UNSIGNED NOT NULL DEFAULT '0', \`progress\` int UNSIGNED NOT NULL DEFAULT '0', \`nextActionAt\` datetime(3) NULL, \`finishedAt\` datetime(3) NULL, \`travel\` varchar(24) NULL, \`figures\` json NULL, INDEX \`day_plan_region\` (\`regionId\`, \`day\`), INDEX \`day_plan_outlet\` (\`outletId\`, \`day\`), INDEX \`day_plan_due\` (\`state\`, \`nextActionAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`day_plan_job\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`planId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`ticketVersion\` int UNSIGNED NOT NULL DEFAULT '0', \`change\` varchar(24) NOT NULL, \`state\` varchar(24) NOT NULL DEFAULT 'open', \`fromTechnicianId\` bigint UNSIGNED NULL, \`fromAt\` datetime(3) NULL, \`technicianId\` bigint UNSIGNED NULL, \`at\` datetime(3) NULL, \`until\` datetime(3) NULL, \`position\` int UNSIGNED NULL, \`reason\` varchar(24) NULL, \`gain\` json NULL, \`decidedBy\` bigint UNSIGNED NULL, \`decidedAt\` datetime(3) NULL, UNIQUE INDEX \`day_plan_job_once\` (\`planId\`, \`ticketId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `ALTER TABLE \`technician\` ADD \`homeLng\` double NULL, ADD \`homeLat\` double NULL, ADD \`worksFrom\` varchar(5) NOT NULL DEFAULT '08:00', ADD \`worksTo\` varchar(5) NOT NULL DEFAULT '18:00', ADD \`workDays\` varchar(7) NOT NULL DEFAULT '1234567'`,
    );
    await queryRunner.query(
      `ALTER TABLE \`visit\` ADD \`plannedAt\` datetime(3) NULL, ADD \`plannedUntil\` datetime(3) NULL, ADD \`plannedOrder\` int UNSIGNED NULL, ADD \`plannedFixed\` tinyint NOT NULL DEFAULT 0`,
    );
    await queryRunner.query(`CREATE INDEX \`visit_planned\` ON \`visit\` (\`technicianId\`, \`plannedAt\`)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`visit_planned\` ON \`visit\``);
    await queryRunner.query(
      `ALTER TABLE \`visit\` DROP COLUMN \`plannedFixed\`, DROP COLUMN \`plannedOrder\`, DROP COLUMN \`plannedUntil\`, DROP COLUMN \`plannedAt\``,
    );
    await queryRunner.query(
      `ALTER TABLE \`technician\` DROP COLUMN \`workDays\`, DROP COLUMN \`worksTo\`, DROP COLUMN \`worksFrom\`, DROP COLUMN \`homeLat\`, DROP COLUMN \`homeLng\``,
    );
    await queryRunner.query(`DROP TABLE \`day_plan_job\``);
    await queryRunner.query(`DROP TABLE \`day_plan\``);
  }
}
