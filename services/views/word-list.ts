import { DomainError } from '../../domain/errors.ts';

/**
 * Words of a closed list, joined by commas as in `state=new,manual`.
 *
 * @throws DomainError invalid, naming the words that there are
 */
export function wordList<W extends string>(given: string, name: string, allowed: readonly W[]): W[] {
  const words = given.split(',').map((word) => word.trim());
  const known = words.filter((word): word is W => (allowed as readonly string[]).includes(word));
  if (known.length < words.length) {
    throw new DomainError('invalid', `${name}: one or more of ${allowed.join(', ')}, joined by commas.`);
  }
  return known;
}
