import type { MigrationInterface, QueryRunner } from 'typeorm';

/** H4: text messages of customers, each kept once, and what was done about it. */
export class Replies1768435200000 implements MigrationInterface {
  name = 'Replies1768435200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`message_reply\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`sid\` varchar(64) COLLATE "utf8mb4_bin" NOT NULL, \`fromNumber\` varchar(40) NOT NULL, \`body\` text NOT NULL, \`at\` datetime(3) NOT NULL, \`messageId\` bigint UNSIGNED NULL, \`ticketId\` bigint UNSIGNED NULL, \`meaning\` varchar(24) NOT NULL, \`state\` varchar(24) NOT NULL, \`settledAt\` datetime(3) NULL, \`settledBy\` bigint UNSIGNED NULL, \`note\` varchar(200) NULL, INDEX \`message_reply_ticket\` (\`ticketId\`, \`state\`), INDEX \`message_reply_state\` (\`state\`, \`at\`), UNIQUE INDEX \`message_reply_sid\` (\`sid\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`CREATE INDEX \`message_number\` ON \`message\` (\`toNumber\`, \`createdAt\`)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`message_number\` ON \`message\``);
    await queryRunner.query(`DROP TABLE \`message_reply\``);
  }
}
