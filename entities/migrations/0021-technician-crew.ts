import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Routing counts each outlet's technicians, and those who are skilled, from the index alone. */
export class TechnicianCrew1768953600000 implements MigrationInterface {
  name = 'TechnicianCrew1768953600000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX \`technician_crew\` ON \`technician\` (\`outletId\`, \`active\`, \`skills\`)`,
    );
    await queryRunner.query(`DROP INDEX \`IDX_4fdaffaeb900686a9234d876b6\` ON \`technician\``);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX \`IDX_4fdaffaeb900686a9234d876b6\` ON \`technician\` (\`outletId\`)`,
    );
    await queryRunner.query(`DROP INDEX \`technician_crew\` ON \`technician\``);
  }
}
