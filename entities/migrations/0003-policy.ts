import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Policy1767398400000 implements MigrationInterface {
  name = 'Policy1767398400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`outlet_figures\` (\`outletId\` bigint UNSIGNED NOT NULL, \`jobs\` int UNSIGNED NOT NULL DEFAULT '0', \`scored\` int UNSIGNED NOT NULL DEFAULT '0', \`scoreSum\` int UNSIGNED NOT NULL DEFAULT '0', \`firstFix\` int UNSIGNED NOT NULL DEFAULT '0', \`onTime\` int UNSIGNED NOT NULL DEFAULT '0', \`asked\` int UNSIGNED NOT NULL DEFAULT '0', \`refused\` int UNSIGNED NOT NULL DEFAULT '0', \`countedAt\` datetime(3) NOT NULL, PRIMARY KEY (\`outletId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`policy_draft\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`slot\` varchar(24) NOT NULL, \`revision\` int UNSIGNED NOT NULL DEFAULT '1', \`body\` json NOT NULL, \`basedOn\` bigint UNSIGNED NOT NULL, \`editedBy\` bigint UNSIGNED NULL, \`editedAt\` datetime(3) NOT NULL, UNIQUE INDEX \`IDX_510c65d52fe3477826809bec59\` (\`slot\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`policy_preview\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`state\` varchar(24) NOT NULL, \`policy\` json NOT NULL, \`basedOn\` bigint UNSIGNED NOT NULL, \`requestedBy\` bigint UNSIGNED NULL, \`requestedAt\` datetime(3) NOT NULL, \`done\` int UNSIGNED NOT NULL DEFAULT '0', \`total\` int UNSIGNED NOT NULL DEFAULT '0', \`result\` json NULL, \`nextActionAt\` datetime(3) NULL, \`finishedAt\` datetime(3) NULL, \`trouble\` text NULL, INDEX \`IDX_fb19118c2ead54d35ae32aef32\` (\`requestedAt\`), INDEX \`policy_preview_due\` (\`state\`, \`nextActionAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`policy_preview_change\` (\`previewId\` bigint UNSIGNED NOT NULL, \`position\` int UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`change\` json NOT NULL, PRIMARY KEY (\`previewId\`, \`position\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`ALTER TABLE \`policy_version\` ADD \`restoredId\` bigint UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`ticket\` ADD \`preferredOutletId\` bigint UNSIGNED NULL`);
    await queryRunner.query(`CREATE INDEX \`routing_decision_at\` ON \`routing_decision\` (\`at\`)`);
    await queryRunner.query(`ALTER TABLE \`routing_decision\` ADD \`overruled\` tinyint NOT NULL DEFAULT 0`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`routing_decision_at\` ON \`routing_decision\``);
    await queryRunner.query(`ALTER TABLE \`routing_decision\` DROP COLUMN \`overruled\``);
    await queryRunner.query(`ALTER TABLE \`ticket\` DROP COLUMN \`preferredOutletId\``);
    await queryRunner.query(`ALTER TABLE \`policy_version\` DROP COLUMN \`restoredId\``);
    await queryRunner.query(`DROP TABLE \`policy_preview_change\``);
    await queryRunner.query(`DROP INDEX \`policy_preview_due\` ON \`policy_preview\``);
    await queryRunner.query(`DROP INDEX \`IDX_fb19118c2ead54d35ae32aef32\` ON \`policy_preview\``);
    await queryRunner.query(`DROP TABLE \`policy_preview\``);
    await queryRunner.query(`DROP INDEX \`IDX_510c65d52fe3477826809bec59\` ON \`policy_draft\``);
    await queryRunner.query(`DROP TABLE \`policy_draft\``);
    await queryRunner.query(`DROP TABLE \`outlet_figures\``);
  }
}
