import { mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endProcess, identify, isRunning, type ProcessIdentity } from '../embedded/process-identity.ts';
import { StartError } from './start-error.ts';

/** What a running hotline tells of itself in its data folder, for the next start and for the commands. */
export interface Running {
  supervisor: ProcessIdentity;
  children: ProcessIdentity[];
  publicUrl: string;
  databaseUrl?: string;
  redisUrl?: string;
}

const leftoverPatienceMs = 6_000;

const fileIn = (dataDir: string) => path.join(dataDir, 'running.json');

/** The hotline that runs on this data folder, if one does. */
export function runningHotline(dataDir: string): Running | undefined {
  const written = read(dataDir);
  return written && isRunning(written.supervisor) ? written : undefined;
}

export interface DataDirClaim {
  update(news: Partial<Running>): void;
  release(): void;
}

/**
 * Makes the data folder this process's own. Refuses when another hotline runs on it; what a killed one left
 * running is stopped first.
 */
export async function claimDataDir(
  dataDir: string,
  { publicUrl, neededBytes = 0 }: { publicUrl: string; neededBytes?: number },
): Promise<DataDirClaim> {
  makeFolder(dataDir);
  checkSpace(dataDir, neededBytes);
  const supervisor = identify(process.pid);
  if (!supervisor) throw new StartError('this process cannot be found among the running ones');
  const mine: Running = { supervisor, children: [], publicUrl };
  const file = fileIn(dataDir);

  while (!create(file, mine)) {
    const other = read(dataDir);
    if (other && isRunning(other.supervisor)) {
      throw new StartError(
        `Another hotline already runs on the data folder ${dataDir} (${other.publicUrl}, process ` +
          `${other.supervisor.pid}): stop it, or start this one with another DATA_DIR and PORT.`,
      );
    }
    await Promise.all((other?.children ?? []).map((child) => endProcess(child, leftoverPatienceMs)));
    rmSync(file, { force: true });
  }
  return {
    update(news) {
      Object.assign(mine, news);
      writeFileSync(`${file}.new`, JSON.stringify(mine), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release() {
      rmSync(file, { force: true });
    },
  };
}

function create(file: string, content: Running): boolean {
  try {
    writeFileSync(file, JSON.stringify(content), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(dataDir: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Running;
  } catch {
    // not there, or cut short when the machine went down
    return undefined;
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // Written and removed: a folder that is there may still be read-only, or its disk full to the last byte.
    const probe = path.join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    throw new StartError(`The data folder ${dataDir} cannot be written to (${(error as Error).message}).`);
  }
}

function checkSpace(dataDir: string, neededBytes: number): void {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  if (free >= neededBytes) return;
  const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 ** 2)} MB`;
  throw new StartError(
    `The disk of the data folder ${dataDir} is too full: ${megabytes(free)} are free, ` +
      `${megabytes(neededBytes)} are needed.`,
  );
}
