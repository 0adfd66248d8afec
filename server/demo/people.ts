import { GIVEN_FEMALE, GIVEN_MALE, SURNAMES } from './data/names.ts';
import { type Random, Weighted } from './random.ts';

export interface InventedPerson {
  name: string;
  gender: 'm' | 'f';
}

const surnames = new Weighted(SURNAMES, ([, weight]) => weight);

/** A Chinese name as they are spread: one given character in six, two in the rest. */
export function inventPerson(random: Random, female = 0.48): InventedPerson {
  const gender = random.chance(female) ? 'f' : 'm';
  const given = gender === 'f' ? GIVEN_FEMALE : GIVEN_MALE;
  const [surname] = surnames.pick(random);
  const first = random.pick(given);
  const second = random.chance(0.84) ? random.pick(given) : '';
  return { name: surname + first + second, gender };
}

const MOBILE = (
  '134 135 136 137 138 139 150 151 152 157 158 159 182 183 184 187 188 130 131 132 155 156 185 186 133 153 177 180 ' +
  '181 189 199'
).split(' ');

/** Telephone numbers that can exist, none given twice. */
export class NumberBook {
  readonly #given = new Set<string>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  mobile(): string {
    return this.#once(() => `+86${this.#random.pick(MOBILE)}${this.#random.digits(8)}`);
  }

  /** @param dialling area code without its 0 */
  landline(dialling: string): string {
    const digits = dialling === '731' ? 7 : 6;
    return this.#once(() => `+86${dialling}${this.#random.pick(['2', '8'])}${this.#random.digits(digits)}`);
  }

  #once(make: () => string): string {
    for (;;) {
      const number = make();
      if (this.#given.has(number)) continue;
      this.#given.add(number);
      return number;
    }
  }
}
