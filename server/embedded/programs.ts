import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Servers are often outside the PATH of ordinary users. */
const usualPlaces = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

/** Full path of an installed program; `searchPath` is a PATH. */
export function findProgram(name: string, searchPath: string): string | undefined {
  const folders = [...searchPath.split(path.delimiter).filter(Boolean), ...usualPlaces];
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
