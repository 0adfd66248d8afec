import type { MigrationInterface, QueryRunner } from 'typeorm';

/** F2: what customers write on the survey's page, what was made out of a remark that they spoke, and answers by their day. */
export class SurveyWords1769040000000 implements MigrationInterface {
  name = 'SurveyWords1769040000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`survey_answer\` ADD \`words\` text NULL`);
    await queryRunner.query(`CREATE INDEX \`survey_answer_day\` ON \`survey_answer\` (\`at\`, \`question\`)`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`transcript\` text NULL`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`transcript\``);
    await queryRunner.query(`DROP INDEX \`survey_answer_day\` ON \`survey_answer\``);
    await queryRunner.query(`ALTER TABLE \`survey_answer\` DROP COLUMN \`words\``);
  }
}
