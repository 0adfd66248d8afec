import type { IvrDeps } from '../deps.ts';
import type { FlowReferences } from '../reference-cache.ts';
import type { Runner } from '../runner.ts';
import type { Serving } from '../serving.ts';
import { LineContext } from './context.ts';
import { deskRoutes } from './desk-routes.ts';
import { talkRoutes } from './talk-routes.ts';
import { waitRoutes } from './wait-routes.ts';

/** Of the line and the desks: waiting, being put through, and what becomes of conferences (docs/webhooks.md). */
export function lineRoutes(
  deps: IvrDeps,
  serving: Serving,
  runner: Runner,
  references: FlowReferences,
): void {
  const context = new LineContext(deps, serving, runner, references);
  waitRoutes(context);
  deskRoutes(context);
  talkRoutes(context);
}
