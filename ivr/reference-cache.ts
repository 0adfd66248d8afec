import type { DataSource, EntityManager } from 'typeorm';
import { scriptOfVersion } from '../services/followup/scripts.ts';
import { createReferenceCache, type IntakeReference } from '../services/intake/reference.ts';
import type { Clock, Nudges } from '../services/ports.ts';
import { type LoadedSetup, setupById } from '../services/setup/in-force.ts';
import { buildReference, ofSetup } from './flow/reference.ts';
import type { Memory, Reference } from './flow/types.ts';

export interface LoadedReference {
  intake: IntakeReference;
  flow: Reference;
}
type Now<T> = T | Promise<T>;

/** Versions of the setup beside the one in force that are kept: drafts being heard, calls that began before. */
const MAX_VERSIONS = 20;

/**
 * What the flow asks of categories, districts, policy and setup: built once from each reading of them. A call goes on
 * with the version of the setup that it began with; one from a number that previews a version begins with that.
 */
export class FlowReferences {
  readonly #reference: () => Now<IntakeReference>;
  readonly #manager: EntityManager;
  readonly #timeZone: string;
  readonly #versions = new Map<string, LoadedSetup>();
  #built: LoadedReference | null = null;
  /** The built one with another version in it; thrown away with it. */
  #others = new Map<string, LoadedReference>();

  constructor({
    dataSource,
    clock,
    nudges,
    timeZone,
  }: {
    dataSource: DataSource;
    clock: Clock;
    nudges: Nudges;
    timeZone: string;
  }) {
    this.#manager = dataSource.manager;
    this.#reference = createReferenceCache(dataSource.manager, clock, nudges);
    this.#timeZone = timeZone;
  }

  /** With the version in force. */
  current(): Now<LoadedReference> {
    const intake = this.#reference();
    return intake instanceof Promise ? intake.then((read) => this.#build(read)) : this.#build(intake);
  }

  /** For a call in progress: a version that is not known any more is the one in force. */
  asOf({ setup, survey }: Pick<Memory, 'setup' | 'survey'>): Now<LoadedReference> {
    const loaded = this.#ofSetup(setup);
    const version = survey?.surveys[survey.index]?.scriptVersion ?? null;
    if (version === null) return loaded;
    return loaded instanceof Promise
      ? loaded.then((one) => this.#withScript(one, version))
      : this.#withScript(loaded, version);
  }

  #ofSetup(setupKey: string | undefined): Now<LoadedReference> {
    const current = this.current();
    if (current instanceof Promise) return current.then((loaded) => this.#asOf(loaded, setupKey));
    return this.#asOf(current, setupKey);
  }

  /** A survey goes on with its script, also where another process put it in force a moment ago. */
  #withScript(loaded: LoadedReference, version: number): Now<LoadedReference> {
    if (loaded.flow.scripts.byVersion.has(version)) return loaded;
    return scriptOfVersion(this.#manager, version).then((script) => {
      if (!script) return loaded;
      const { scripts } = loaded.flow;
      const byVersion = new Map([...scripts.byVersion, [version, script]]);
      return { ...loaded, flow: { ...loaded.flow, scripts: { ...scripts, byVersion } } };
    });
  }

  #asOf(current: LoadedReference, setupKey: string | undefined): Now<LoadedReference> {
    if (setupKey === undefined || setupKey === current.flow.setupKey) return current;
    const known = this.#versions.get(setupKey);
    if (known) return this.#with(current, known, setupKey);
    const read = this.#load(Number.parseInt(setupKey, 10));
    return read.then((version) => (version ? this.#with(current, version, setupKey) : current));
  }

  /** For a call that begins: a previewed version is read as it is at this moment. */
  async atBeginning(caller: string | undefined, now: Date): Promise<LoadedReference> {
    const current = await this.current();
    const preview = caller ? current.intake.previews.get(caller) : undefined;
    if (!preview || preview.until <= now) return current;
    const version = await this.#load(preview.setupId);
    return version ? this.#with(current, version, ofSetup(version).setupKey) : current;
  }

  #build(intake: IntakeReference): LoadedReference {
    if (this.#built?.intake !== intake) {
      if (this.#built) this.#keep(this.#built.intake.setup);
      this.#built = { intake, flow: buildReference(intake, this.#timeZone) };
      this.#others = new Map();
    }
    return this.#built;
  }

  #with(current: LoadedReference, version: LoadedSetup, key: string): LoadedReference {
    const known = this.#others.get(key);
    if (known) return known;
    const other = {
      intake: { ...current.intake, setup: version },
      flow: { ...current.flow, ...ofSetup(version) },
    };
    this.#others.set(key, other);
    return other;
  }

  async #load(id: number): Promise<LoadedSetup | null> {
    const version = Number.isSafeInteger(id) ? await setupById(this.#manager, id) : null;
    if (version) this.#keep(version);
    return version;
  }

  #keep(version: LoadedSetup): void {
    this.#versions.set(ofSetup(version).setupKey, version);
    const [oldest] = this.#versions.keys();
    if (this.#versions.size > MAX_VERSIONS && oldest !== undefined) this.#versions.delete(oldest);
  }
}
