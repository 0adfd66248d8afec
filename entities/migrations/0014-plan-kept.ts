import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An outlet that accepts a job which a day plan has given it finds the technician that was planned. */
export class PlanKept1768348800000 implements MigrationInterface {
  name = 'PlanKept1768348800000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX \`day_plan_job_ticket\` ON \`day_plan_job\` (\`ticketId\`)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`day_plan_job_ticket\` ON \`day_plan_job\``);
  }
}
