import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Who may import whom, as beginnings of paths; a folder may always import from itself. */
const mayImport: Record<string, string[]> = {
  domain: [],
  entities: ['domain/'],
  services: ['domain/', 'entities/'],
  ivr: ['domain/', 'services/'],
  queues: ['domain/', 'services/'],
  realtime: ['domain/', 'services/'],
  server: ['domain/', 'entities/', 'services/', 'ivr/', 'queues/', 'realtime/'],
  // The words and the formats that browser and server must have in common; and what a phone has to reckon by itself
  // where there is no network. No other rules.
  dashboard: [
    'domain/contracts/',
    'domain/vocabulary.ts',
    'domain/money.ts',
    'domain/fieldwork/',
    // Which question follows an answer is said once.
    'domain/followup/script.ts',
    // Pages and tables that are handed out call things the same.
    'domain/followup/words.ts',
    // Shares of one whole add up, and read the same wherever they are told.
    'domain/shares.ts',
    'domain/followup/due-shares.ts',
  ],
  simulator: ['domain/contracts/'],
};
const folders = Object.keys(mayImport);

/** The rules reach for no network, disk or clock: only what computes. */
const packagesOfDomain = ['zod', 'luxon', 'libphonenumber-js', 'chinese-days'];

interface Ban {
  what: string;
  pattern: RegExp;
  /** Folders in which it holds. */
  folders: string[];
  /** Beginnings of paths where it may be. */
  except: string[];
}

const bans: Ban[] = [
  {
    what: 'reads the environment outside server/config.ts',
    pattern: /\bprocess\s*\.\s*env\b|\benv\b[^;]*\bfrom 'node:process'/,
    folders,
    except: ['server/config.ts', 'dashboard/vite.config.ts', 'simulator/phone/vite.config.ts'],
  },
  {
    what: 'asks for the time past the clock',
    pattern: /\bnew Date\(\s*\)|\bDate\.now\b|\bDateTime\.(now|local|utc)\(\s*\)/,
    folders: folders.filter((folder) => folder !== 'simulator'),
    // In a browser it is the time of the hotline, reckoned from the machine's.
    except: ['server/clock.ts', 'dashboard/src/time/clock.ts'],
  },
  {
    what: 'lets the database tell the time',
    pattern: /\bCURRENT_TIMESTAMP\b|\b(NOW|UTC_TIMESTAMP|SYSDATE|CURDATE|UNIX_TIMESTAMP)\(\s*\d?\s*\)/,
    folders: ['entities', 'services', 'ivr', 'queues', 'realtime', 'server'],
    // Leases and the rate of dialling want one clock for all processes, and none that a demo moves.
    except: [
      'services/desk/seen.ts',
      'services/followup/dial-slot.ts',
      'services/sequencer.ts',
      'server/http/health.ts',
    ],
  },
  { what: 'is left to chance', pattern: /\bMath\.random\b/, folders: ['domain', 'services'], except: [] },
  { what: 'lets TypeORM alter tables', pattern: /\bsynchronize:\s*true\b/, folders, except: [] },
];

interface SourceFile {
  /** From the root of the project, with slashes. */
  file: string;
  text: string;
}

const importStatement =
  /^[ \t]*(?:import|export)\s+(?:type\s+)?(?:[\w$*{}\s,]+?\s+from\s+)?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/gm;

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function breaches({ file, text }: SourceFile): string[] {
  const found: string[] = [];
  const [folder = ''] = file.split('/');
  const code = withoutComments(text);
  for (const [, stated, dynamic] of code.matchAll(importStatement)) {
    const target = stated ?? dynamic ?? '';
    if (!target.startsWith('.')) {
      const allowed = packagesOfDomain.some((name) => target === name || target.startsWith(`${name}/`));
      if (folder === 'domain' && !allowed) found.push(`${file} imports ${target}: domain only computes`);
      continue;
    }
    const imported = path.posix.join(path.posix.dirname(file), target);
    const allowed = [`${folder}/`, ...(mayImport[folder] ?? [])].some((start) => imported.startsWith(start));
    if (!allowed) found.push(`${file} imports ${imported}`);
  }
  for (const { what, pattern, folders: where, except } of bans) {
    if (!where.includes(folder) || except.some((start) => file.startsWith(start))) continue;
    if (pattern.test(code)) found.push(`${file} ${what}`);
  }
  return found;
}

function sourcesIn(folder: string): SourceFile[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(file);
    if (!/\.tsx?$/.test(entry.name)) return [];
    return [{ file, text: readFileSync(path.join(root, file), 'utf8') }];
  });
}

describe('architecture', () => {
  const sources = folders.flatMap(sourcesIn);

  it('is kept by every file', () => {
    expect(sources.length).to.be.above(50);
    expect(sources.flatMap(breaches)).to.deep.equal([]);
  });

  describe('is broken by', () => {
    const planted: [string, string][] = [
      ['ivr/x.ts', "import { add } from '../queues/jobs.ts';"],
      ['ivr/flow/x.ts', "import type { Ticket } from '../../entities/ticket.ts';"],
      ['queues/x.ts', "export * from '../realtime/board.ts';"],
      ['services/intake/x.ts', "import {\n  type Config,\n  readConfig,\n} from '../../server/config.ts';"],
      ['domain/x.ts', "import { Ticket } from '../entities/ticket.ts';"],
      ['domain/x.ts', "import { readFileSync } from 'node:fs';"],
      ['domain/x.ts', "import 'reflect-metadata';"],
      ['entities/x.ts', "const late = await import('../services/outbox.ts');"],
      ['dashboard/src/x.tsx', "import { decide } from '../../domain/dispatch/route.ts';"],
      ['simulator/x.ts', "import { renderTwiml } from '../ivr/twiml.ts';"],
      ['server/x.ts', "import { startCarrier } from '../simulator/carrier/start.ts';"],
      ['server/x.ts', 'const port = process.env.PORT;'],
      ['ivr/x.ts', "import { env } from 'node:process';"],
      ['services/x.ts', 'const now = new Date();'],
      ['queues/x.ts', 'if (Date.now() > due) {}'],
      ['domain/x.ts', 'const today = DateTime.now();'],
      ['domain/x.ts', 'const pick = Math.random();'],
      ['services/x.ts', 'db.query("UPDATE t SET at = NOW(3)");'],
      ['entities/x.ts', "@Column({ default: () => 'CURRENT_TIMESTAMP(3)' })"],
    ];
    for (const [file, text] of planted) {
      it(`${file}: ${text.replaceAll('\n', ' ')}`, () => {
        expect(breaches({ file, text })).to.have.length(1);
      });
    }
  });

  describe('allows', () => {
    const fine: [string, string][] = [
      ['server/x.ts', "import { Ticket } from '../entities/ticket.ts';\nimport express from 'express';"],
      [
        'services/x.ts',
        "import type { Kind } from '../domain/vocabulary.ts';\nconst at = new Date(now.getTime());",
      ],
      ['domain/x.ts', "// not new Date(), and nothing of '../server/config.ts'\nimport { z } from 'zod';"],
    ];
    for (const [file, text] of fine) {
      it(`${file}: ${text.replaceAll('\n', ' ')}`, () => expect(breaches({ file, text })).to.deep.equal([]));
    }
  });
});
