import type { EntityManager } from 'typeorm';
import type { Role, UnitKind } from '../../domain/vocabulary.ts';
import { Outlet } from '../../entities/network.ts';
import { Assignment, Person, Session, Unit } from '../../entities/organisation.ts';
import { hashPassword } from '../../services/people/password.ts';

/** Something asked of an account that cannot be: said in one line to whoever typed it. */
export class AccountError extends Error {}

const PLACE: Record<Role, UnitKind | 'outlet'> = {
  agent: 'headquarters',
  dispatcher: 'headquarters',
  headquarters_manager: 'headquarters',
  fund_approver: 'headquarters',
  business_approver: 'headquarters',
  administrator: 'headquarters',
  region_manager: 'region',
  store_supervisor: 'store',
  category_supervisor: 'store',
  outlet_manager: 'outlet',
  technician: 'outlet',
};
const LEAST_LENGTH = 10;

export interface NewAccount {
  username: string;
  name: string;
  role: Role;
  /** Codes of where they work; headquarters is the default for roles that belong there. */
  unit?: string;
  outlet?: string;
  password: string;
  /** First day of the assignment. */
  today: string;
}

/** A person with one role in one place. */
export async function addAccount(tx: EntityManager, account: NewAccount): Promise<void> {
  const { username, name, role, today } = account;
  const place = await placeOf(tx, account);
  if (await tx.existsBy(Person, { username })) {
    throw new AccountError(`There is already an account named ${username}.`);
  }
  const { identifiers } = await tx.insert(Person, {
    username,
    name,
    passwordHash: await hashed(account.password),
    active: true,
  });
  const personId = Number(identifiers[0]?.id);
  await tx.insert(Assignment, { personId, role, ...place, validFrom: today });
}

async function placeOf(
  tx: EntityManager,
  { role, unit, outlet }: NewAccount,
): Promise<{ unitId?: number; outletId?: number }> {
  const kind = PLACE[role];
  if (kind === 'outlet') {
    if (unit) throw new AccountError(`A ${role} works for an outlet: give --outlet, not --unit.`);
    const found = outlet ? await tx.findOneBy(Outlet, { code: outlet }) : null;
    if (!found)
      throw new AccountError(outlet ? `There is no outlet ${outlet}.` : `Give --outlet for a ${role}.`);
    return { outletId: found.id };
  }
  if (outlet) throw new AccountError(`A ${role} works in a unit: give --unit, not --outlet.`);
  const found = unit
    ? await tx.findOneBy(Unit, { code: unit })
    : kind === 'headquarters'
      ? await tx.findOneBy(Unit, { kind })
      : null;
  if (!found)
    throw new AccountError(unit ? `There is no unit ${unit}.` : `Give --unit (a ${kind}) for a ${role}.`);
  if (found.kind !== kind)
    throw new AccountError(`A ${role} works in a ${kind}; ${found.code} is a ${found.kind}.`);
  return { unitId: found.id };
}

/** Gives a new password and ends the sessions opened with the old one. */
export async function setPassword(
  tx: EntityManager,
  { username, password }: { username: string; password: string },
): Promise<void> {
  const person = await personNamed(tx, username);
  await tx.update(Person, { id: person.id }, { passwordHash: await hashed(password) });
  await tx.delete(Session, { personId: person.id });
}

/** Shuts an account and ends its sessions. What the person did stays on record under their name. */
export async function disableAccount(tx: EntityManager, { username }: { username: string }): Promise<void> {
  const person = await personNamed(tx, username);
  await tx.update(Person, { id: person.id }, { active: false });
  await tx.delete(Session, { personId: person.id });
}

async function personNamed(tx: EntityManager, username: string): Promise<Person> {
  const person = await tx.findOneBy(Person, { username });
  if (!person) throw new AccountError(`There is no account named ${username}.`);
  return person;
}

function hashed(password: string): Promise<string> {
  if (password.length < LEAST_LENGTH) {
    throw new AccountError(`A password has at least ${LEAST_LENGTH} characters.`);
  }
  return hashPassword(password);
}
