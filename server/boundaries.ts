import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Boundaries, boundariesSchema } from '../domain/contracts/board.ts';
import type { Config } from './config.ts';
import { demoBoundaries } from './demo/geography.ts';

let known: { file: string; boundaries: Promise<Boundaries> } | undefined;

/**
 * The boundaries that a map is drawn with: a deployment's own (MAP_FILE), in a demo those of the demo province, else
 * none. Read once; a file that cannot be read is tried again with the next asking.
 */
export async function readBoundaries(config: Pick<Config, 'mapFile' | 'demo'>): Promise<Boundaries> {
  const file = config.mapFile ?? (config.demo ? demoBoundaries() : null);
  if (file === null) return { districts: null };
  if (known?.file !== file) known = { file, boundaries: load(file) };
  try {
    return await known.boundaries;
  } catch (error) {
    known = undefined;
    throw error;
  }
}

async function load(file: string): Promise<Boundaries> {
  const read = boundariesSchema.safeParse({ districts: JSON.parse(await readFile(file, 'utf8')) });
  if (!read.success)
    throw new Error(`MAP_FILE ${file} is no GeoJSON of districts: ${z.prettifyError(read.error)}`);
  return read.data;
}
