import { Column, type ColumnOptions, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/**
 * The column types this schema knows. Each states its SQL type, so no emitted metadata is needed and a
 * migration shows exactly what is meant. References are plain ids: the use cases keep them whole, and the
 * hot paths pay for no foreign-key checks (docs/decisions/0004-no-foreign-keys.md).
 */
export const Id = () => PrimaryGeneratedColumn({ type: 'bigint', unsigned: true });
export const Ref = (options: ColumnOptions = {}) => Column({ type: 'bigint', unsigned: true, ...options });
export const OptionalRef = (options: ColumnOptions = {}) => Ref({ nullable: true, ...options });
export const Count = (options: ColumnOptions = {}) =>
  Column({ type: 'int', unsigned: true, default: 0, ...options });
/** A word out of a closed list (domain/vocabulary.ts). */
export const Word = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 24, ...options });
export const Name = (length = 80, options: ColumnOptions = {}) =>
  Column({ type: 'varchar', length, ...options });
export const Text = (options: ColumnOptions = {}) => Column({ type: 'text', nullable: true, ...options });
export const Json = (options: ColumnOptions = {}) => Column({ type: 'json', ...options });
export const Flag = (options: ColumnOptions = {}) => Column({ type: 'boolean', default: false, ...options });
/** An instant, UTC, to the millisecond. */
export const Time = (options: ColumnOptions = {}) => Column({ type: 'datetime', precision: 3, ...options });
export const OptionalTime = (options: ColumnOptions = {}) => Time({ nullable: true, ...options });
/** A calendar day in the organisation's time zone, 'YYYY-MM-DD'. */
export const Day = (options: ColumnOptions = {}) => Column({ type: 'date', ...options });
/** Money in whole fen. */
export const Fen = (options: ColumnOptions = {}) => Column({ type: 'bigint', default: 0, ...options });
/** Degrees. */
export const Degrees = (options: ColumnOptions = {}) =>
  Column({ type: 'double', nullable: true, ...options });
/** A telephone number as E.164, or as the carrier gave it when it is none. */
export const Phone = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 40, ...options });
/** GB/T 2260 code of a county-level division, or of a prefecture. */
export const DistrictCode = (options: ColumnOptions = {}) => Column({ type: 'char', length: 6, ...options });
/** The carrier's name for a call, message or recording: opaque, and compared to the letter. */
const sid = { type: 'varchar', length: 64, collation: 'utf8mb4_bin' } as const;
export const Sid = (options: ColumnOptions = {}) => Column({ ...sid, ...options });
export const PrimarySid = () => PrimaryColumn(sid);
