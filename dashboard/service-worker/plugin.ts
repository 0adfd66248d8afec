import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** What the outlet's page needs, begun at these; everything that they import comes with them. */
const BEGINNINGS = [/\/src\/app\.tsx$/, /\/src\/outlet\/(outlet|job)-page\.tsx$/];
/** Beside the built files. */
const FIXED = ['/o', '/favicon.svg', '/manifest.webmanifest', '/icons/192.png'];

interface Chunk {
  type: 'chunk';
  fileName: string;
  isEntry: boolean;
  facadeModuleId: string | null;
  imports: string[];
  viteMetadata?: { importedCss: Set<string> };
}

/** The files of one build that open the outlet's page without a network: chunks, what they import, their style sheets. */
export function filesOfPage(chunks: readonly Chunk[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const wanted = new Set<string>();
  const take = (chunk: Chunk | undefined) => {
    if (!chunk || wanted.has(chunk.fileName)) return;
    wanted.add(chunk.fileName);
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) wanted.add(sheet);
    for (const name of chunk.imports) take(byName.get(name));
  };
  const begins = ({ isEntry, facadeModuleId }: Chunk) =>
    isEntry || BEGINNINGS.some((beginning) => beginning.test(facadeModuleId ?? ''));
  for (const chunk of chunks.filter(begins)) take(chunk);
  return [...wanted].sort();
}

/** Writes /sw.js for this very build: with the names of its files, which hold a hash of what is in them. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    // After the page itself is written.
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk') as unknown as Chunk[];
      const files = [...FIXED, ...filesOfPage(chunks).map((file) => `/${file}`)];
      const index = bundle['index.html'];
      const page = index?.type === 'asset' ? String(index.source) : '';
      const build = createHash('sha256')
        .update(files.join() + page)
        .digest('hex')
        .slice(0, 16);
      const source = readFileSync(path.join(import.meta.dirname, 'worker.js'), 'utf8')
        .replace("'BUILD'", JSON.stringify(build))
        .replace("'FILES'", JSON.stringify(files));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}
