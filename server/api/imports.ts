import { z } from 'zod';
import {
  applyImportSchema,
  IMPORT_KINDS,
  IMPORT_MAX_BYTES,
  importChangedSchema,
  importListQuery,
  importListSchema,
  importProblemsSchema,
  uploadQuery,
} from '../../domain/contracts/imports.ts';
import type { Language } from '../../domain/vocabulary.ts';
import {
  ALL_IMPORTERS,
  applyImport,
  dropImport,
  mistakesOf,
  receiveFile,
  templateFor,
  theirImport,
} from '../../services/imports/imports.ts';
import { importProblems, importView, listImports } from '../../services/views/imports.ts';
import { ByteStream } from '../http/byte-stream.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const language = z.object({ language: z.enum(['zh', 'en']).default('zh') });
const tag = 'imports';
const roles = ALL_IMPORTERS;

export const importRoutes = [
  route({
    method: 'get',
    path: '/imports',
    tag,
    summary: 'Files that were brought in, newest first: who, when, what',
    roles,
    query: importListQuery,
    answer: importListSchema,
    handle: ({ viewer, query, wiring }) => listImports(wiring.dataSource.manager, viewer, query),
  }),
  route({
    method: 'post',
    path: '/imports',
    tag,
    summary:
      'A file of customers, sales (H9), outlets or coverage, to be looked through; nothing is taken in yet',
    roles,
    query: uploadQuery,
    takes: { types: ['text/csv', 'application/octet-stream'], limit: IMPORT_MAX_BYTES },
    answer: importChangedSchema,
    status: 201,
    handle: ({ viewer, query, bytes, now, write }) =>
      write(async (tx) => {
        const content = bytes as Buffer;
        const id = await receiveFile(tx, { viewer, ...query, content }, now);
        return { import: await importView(tx, id) };
      }),
  }),
  route({
    method: 'get',
    path: '/imports/:id',
    tag,
    summary: 'How it stands: what it would do, or how far it is',
    roles,
    params,
    answer: importChangedSchema,
    handle: async ({ viewer, params: { id }, wiring }) => {
      const { manager } = wiring.dataSource;
      await theirImport(manager, viewer, id);
      return { import: await importView(manager, id) };
    },
  }),
  route({
    method: 'get',
    path: '/imports/:id/problems',
    tag,
    summary: 'What is wrong, row by row; the first 500',
    roles,
    params,
    answer: importProblemsSchema,
    handle: async ({ viewer, params: { id }, wiring }) => {
      const { manager } = wiring.dataSource;
      await theirImport(manager, viewer, id);
      return { items: await importProblems(manager, id) };
    },
  }),
  route({
    method: 'get',
    path: '/imports/:id/mistakes',
    tag,
    summary: 'The rows that are wrong, to be mended and sent again',
    roles,
    params,
    query: language,
    produces: 'text/csv',
    answer: z.string(),
    handle: async ({ viewer, params: { id }, query, wiring }) => {
      const { manager } = wiring.dataSource;
      const { kind } = await theirImport(manager, viewer, id);
      return csvFile(`mistakes-${id}.csv`, await mistakesOf(manager, id, kind, query.language as Language));
    },
  }),
  route({
    method: 'post',
    path: '/imports/:id/apply',
    tag,
    summary: 'Take in what was looked through',
    roles,
    params,
    body: applyImportSchema,
    answer: importChangedSchema,
    handle: ({ viewer, params: { id }, body: { fileHash }, now, write }) =>
      write(async (tx) => {
        await applyImport(tx, { importId: id, fileHash, viewer }, now);
        return { import: await importView(tx, id) };
      }),
  }),
  route({
    method: 'post',
    path: '/imports/:id/drop',
    tag,
    summary: 'Give it up; the file is deleted',
    roles,
    params,
    answer: importChangedSchema,
    handle: ({ viewer, params: { id }, now, write }) =>
      write(async (tx) => {
        await dropImport(tx, id, viewer, now);
        return { import: await importView(tx, id) };
      }),
  }),
  route({
    method: 'get',
    path: '/import-templates/:kind',
    tag,
    summary: 'An empty file with the headings and a row that shows how cells are written',
    roles,
    params: z.object({ kind: z.enum(IMPORT_KINDS) }),
    query: language,
    produces: 'text/csv',
    answer: z.string(),
    handle: async ({ params: { kind }, query, wiring }) =>
      csvFile(`${kind}.csv`, await templateFor(wiring.dataSource.manager, kind, query.language as Language)),
  }),
];

const csvFile = (name: string, text: string): ByteStream =>
  new ByteStream(
    { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` },
    new Blob([text]).stream() as ConstructorParameters<typeof ByteStream>[1],
  );
