import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { KnowledgeSort, Language, TicketKind } from '../domain/vocabulary.ts';
import { Count, Flag, Id, Json, Name, OptionalRef, Time, Word } from './columns.ts';

/** What an agent reads while speaking: what to say for a kind of request, or what is known of a matter. */
@Entity('knowledge_article')
@Index('knowledge_shelf', ['language', 'sort', 'retired'])
export class KnowledgeArticle {
  @Id() id: number;
  @Word() sort: KnowledgeSort;
  @Name(4) language: Language;
  @Name(120) title: string;
  /** Plain lines; `## ` a heading, `- ` an item, `? ` what to ask, `> ` what to say. */
  @Column('text') body: string;
  /** Kinds and categories it is for; empty: for all. */
  @Json() kinds: TicketKind[];
  @Json() categories: string[];
  /** Other words under which it is looked for, separated by commas. */
  @Name(300, { default: '' }) keywords: string;
  /** Rises by one with every edit. */
  @Count({ default: 1 }) version: number;
  /** No longer offered; kept for its history. */
  @Flag() retired: boolean;
  @Time() updatedAt: Date;
  @OptionalRef() updatedBy: number | null;
}

/** An article as it once stood: one row for each edit, the first included. */
@Entity('knowledge_version')
export class KnowledgeVersion {
  @PrimaryColumn('bigint', { unsigned: true }) articleId: number;
  @PrimaryColumn('int', { unsigned: true }) version: number;
  @Name(120) title: string;
  @Column('text') body: string;
  @Flag() retired: boolean;
  @Time() at: Date;
  @OptionalRef() editedBy: number | null;
  /** What was changed, in the editor's words. */
  @Name(200, { default: '' }) why: string;
}
