import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  CellTrouble,
  FileTrouble,
  ImportEncoding,
  ImportKind,
  ImportState,
} from '../domain/contracts/imports.ts';
import { Count, Day, Id, Json, Name, OptionalTime, Ref, Time, Word } from './columns.ts';

/** H9: one appliance as a store sold it. The key says that the same sale twice is one appliance. */
@Entity('sale')
export class Sale {
  @Id() id: number;
  /** `s:brand:serial`, or `r:store:receipt:category:model` where there is no serial number. */
  @Column({ type: 'varchar', length: 160, unique: true, collation: 'utf8mb4_bin' }) saleKey: string;
  @Index() @Ref() storeId: number;
  @Index() @Name(40) receiptNo: string;
  @Index() @Ref() applianceId: number;
  @Day() soldOn: string;
  @Time() createdAt: Date;
}

/** A file of rows: looked through, then taken in from `doneRows` on. */
@Entity('data_import')
@Index('data_import_due', ['state', 'nextActionAt'])
export class DataImport {
  @Id() id: number;
  @Word() kind: ImportKind;
  @Name(200) fileName: string;
  @Column({ type: 'char', length: 64 }) fileHash: string;
  @Count() size: number;
  @Word({ nullable: true }) encoding: ImportEncoding | null;
  @Word() state: ImportState;
  @Word({ nullable: true }) trouble: FileTrouble | null;
  @Name(300, { nullable: true }) troubleDetail: string | null;
  @Index() @Ref() personId: number;
  @Time() createdAt: Date;
  @OptionalTime() appliedAt: Date | null;
  @OptionalTime() finishedAt: Date | null;
  @Count() rows: number;
  @Count() newRows: number;
  @Count() changedRows: number;
  @Count() sameRows: number;
  @Count() badRows: number;
  @Count() doneRows: number;
  @Json() strandedAt: { districtCode: string; category: string; kind: string; tickets: number }[];
  @OptionalTime() nextActionAt: Date | null;
  /** Grows with every claim. */
  @Ref({ default: 0 }) token: number;
}

/** The file itself, with whatever personal data it holds: deleted when nobody needs it any more. */
@Entity('import_file')
export class ImportFile {
  @PrimaryColumn('bigint', { unsigned: true }) importId: number;
  @Column({ type: 'longblob' }) content: Buffer;
  @Index() @Time() expiresAt: Date;
}

/** What is wrong with a row; goes with the file. */
@Entity('import_problem')
@Index('import_problem_list', ['importId', 'line'])
export class ImportProblemRow {
  @Id() id: number;
  @Ref() importId: number;
  @Count() line: number;
  @Name(24) field: string;
  @Word() trouble: CellTrouble;
  @Name(80) given: string;
}
