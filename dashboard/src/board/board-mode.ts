/** How the same tickets are shown: by state, as a dense list, or where they are. */
export const BOARD_MODES = ['columns', 'table', 'map'] as const;
export type BoardMode = (typeof BOARD_MODES)[number];

export function readMode(params: URLSearchParams): BoardMode {
  const view = params.get('view');
  return BOARD_MODES.find((mode) => mode === view) ?? 'columns';
}

export function writeMode(params: URLSearchParams, mode: BoardMode): URLSearchParams {
  const next = new URLSearchParams(params);
  if (mode === 'columns') next.delete('view');
  else next.set('view', mode);
  return next;
}
