import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A proof keeps what its sums are made of: days, outlets, and what does not add up. */
export class ProofParts1769558400000 implements MigrationInterface {
  name = 'ProofParts1769558400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`followup_proof_part\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`proofId\` bigint UNSIGNED NOT NULL, \`part\` varchar(24) NOT NULL, \`day\` date NULL, \`regionId\` bigint UNSIGNED NULL, \`storeId\` bigint UNSIGNED NULL, \`outletId\` bigint UNSIGNED NULL, \`opened\` int UNSIGNED NOT NULL DEFAULT '0', \`settled\` int UNSIGNED NOT NULL DEFAULT '0', \`open\` int UNSIGNED NOT NULL DEFAULT '0', \`exhausted\` int UNSIGNED NOT NULL DEFAULT '0', \`unreasoned\` int UNSIGNED NOT NULL DEFAULT '0', INDEX \`followup_proof_part_of\` (\`proofId\`, \`part\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE `followup_proof_part`');
  }
}
