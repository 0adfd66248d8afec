import { existsSync } from 'node:fs';
import { Agent } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { Router } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Config } from '../config.ts';
import { sendProblem } from './problem.ts';

/** The project's folder: the nearest one above that holds package.json, from the sources as from dist/. */
export function projectRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}

/** The dashboard's files, every address of its own leading to the same page; and in the demo the virtual phone. */
export function pagesRouter(config: Config): Router {
  const router = Router();
  if (config.simulatedCarrier) {
    router.use(
      createProxyMiddleware({
        target: config.twilio.apiUrl,
        pathFilter: '/phone',
        changeOrigin: true,
        // Without one of its own the proxy closes every connection after an answer, on both sides; and a process
        // takes up new connections one by one.
        agent: new Agent({ keepAlive: true }),
      }),
    );
  }
  const folder = path.join(projectRoot(), 'dist', 'dashboard');
  // After the phone: its stream of events must not wait to be compressed.
  router.use(compression());
  // Built files carry a hash of their content in their names.
  router.use('/assets', express.static(path.join(folder, 'assets'), { maxAge: '1y', immutable: true }));
  // Asked for anew each time: by these a phone learns that there is another build.
  router.use(['/sw.js', '/manifest.webmanifest'], (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-cache');
    next();
  });
  router.use(
    express.static(folder, {
      index: false,
      setHeaders: (res) => {
        if (!res.getHeader('Cache-Control')) res.setHeader('Cache-Control', 'public, max-age=3600');
      },
      cacheControl: false,
    }),
  );
  const page = path.join(folder, 'index.html');
  router.get(/^\/(?!(api|twilio|socket\.io|phone|assets)(\/|$))/, (_req, res, next) => {
    res.sendFile(
      page,
      { headers: { 'Cache-Control': 'no-cache' } },
      (error?: Error & { status?: number }) => {
        if (error?.status === 404)
          sendProblem(res, 'not_found', 404, 'The dashboard is not built: npm run build.');
        else if (error) next(error);
      },
    );
  });
  return router;
}
