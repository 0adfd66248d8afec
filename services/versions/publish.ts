import type { EntityTarget } from 'typeorm';
import { DomainError } from '../../domain/errors.ts';
import type { Tx } from '../transaction.ts';
import type { DraftRow } from './draft.ts';

/** What a table of versions needs beside its drafts: one row at most has the slot `published`. */
export interface VersionRow<Body> extends DraftRow<Body> {
  /** Its number among what was published. */
  number: number | null;
}

/** A table of versions: what it is called, which column names what a version was made from, and how a body is read. */
export interface VersionTable<Body> {
  entity: EntityTarget<VersionRow<Body>>;
  table: string;
  basedOn: string;
  read: (body: unknown) => Body;
  /** What is in force before anything was published: version 0. */
  initial: Body;
  /** @throws DomainError invalid for what may not be put in force */
  check: (body: Body) => Promise<void> | void;
}

interface Publishing {
  why: string;
  personId: number;
}

/**
 * Puts the draft in force.
 *
 * @param revision of the draft that was read before it was decided
 * @returns the version's id
 * @throws DomainError stale; whatever the check throws
 */
export async function publishDraftRow<Body>(
  tx: Tx,
  { entity, table, read, check }: VersionTable<Body>,
  { revision, why, personId }: Publishing & { revision: number },
  now: Date,
): Promise<number> {
  await lockPublished(tx, table);
  const draft = await tx.findOne(entity, {
    where: { slot: 'draft', revision } as never,
    lock: { mode: 'pessimistic_write' },
  });
  if (!draft) throw new DomainError('stale', 'The draft has changed since you looked at it. Read it again.');
  await check(read(draft.body));
  const number = await retirePublished(tx, entity, table);
  await tx.update(
    entity,
    { id: draft.id } as never,
    {
      ...{ state: 'published', slot: 'published', number, publishedBy: personId, publishedAt: now, why },
    } as never,
  );
  return draft.id;
}

/**
 * Puts an older version in force again, as a new one; the draft stays as it is.
 *
 * @param id 0: as it comes
 * @returns the new version's id
 * @throws DomainError not_found, wrong_state when it is in force, whatever the check throws when it would not pass any more
 */
export async function goBackToRow<Body>(
  tx: Tx,
  { entity, table, basedOn, read, initial, check }: VersionTable<Body>,
  { id, why, personId }: Publishing & { id: number },
  now: Date,
): Promise<number> {
  await lockPublished(tx, table);
  const old = id === 0 ? null : await tx.findOneBy(entity, { id } as never);
  if (id !== 0 && (!old || old.number === null))
    throw new DomainError('not_found', 'There is no such version.');
  const inForce = old
    ? old.slot === 'published'
    : !(await tx.existsBy(entity, { slot: 'published' } as never));
  if (inForce) throw new DomainError('wrong_state', 'This version is in force.');
  const body = old ? read(old.body) : initial;
  await check(body);
  const number = await retirePublished(tx, entity, table);
  const row = { state: 'published', slot: 'published', number, body, [basedOn]: old?.id ?? null };
  const by = { editedBy: personId, editedAt: now, publishedBy: personId, publishedAt: now, why };
  const { identifiers } = await tx.insert(entity, { ...row, ...by } as never);
  return Number(identifiers[0]?.id);
}

/** One at a time: whoever else publishes waits here. */
async function lockPublished(tx: Tx, table: string): Promise<void> {
  await tx.query(`SELECT id FROM ${table} WHERE slot = 'published' FOR UPDATE`);
}

/** @returns the number of the version that takes its place */
async function retirePublished<Body>(
  tx: Tx,
  entity: EntityTarget<VersionRow<Body>>,
  table: string,
): Promise<number> {
  await tx.update(entity, { slot: 'published' } as never, { state: 'retired', slot: null } as never);
  const [{ last }] = await tx.query(`SELECT MAX(number) AS last FROM ${table}`);
  return Number(last ?? 0) + 1;
}
