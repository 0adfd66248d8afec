import type { Request } from 'express';
import { RestError } from '../errors.ts';
import type { Parameters } from './parameters.ts';

export const pagingParameters = ['Page', 'PageSize', 'PageToken'] as const;

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/**
 * One page of a list that is newest first, in the carrier's envelope. The token names the last item of the page before,
 * so that what is added meanwhile shifts nothing.
 */
export function page<T extends { sid: string }>(
  request: Request,
  parameters: Parameters,
  name: string,
  items: T[],
  present: (item: T) => object,
): object {
  const size = parameters.whole('PageSize', DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE, 20007);
  const number = parameters.whole('Page', 0, 0, Number.MAX_SAFE_INTEGER, 21481);
  const token = parameters.text('PageToken');
  const start = token ? items.findIndex(({ sid }) => sid === token.slice(2)) + 1 : number * size;
  if (token && start === 0) throw new RestError(400, 21481, 'Invalid PageToken');
  const shown = items.slice(start, start + size);
  const last = shown.at(-1);
  const uri = (to: number, after: string | undefined): string => {
    const search = new URLSearchParams(request.originalUrl.split('?')[1]);
    for (const key of pagingParameters) search.delete(key);
    search.set('PageSize', String(size));
    search.set('Page', String(to));
    if (after) search.set('PageToken', `PA${after}`);
    return `${request.baseUrl}${request.path}?${search}`;
  };
  return {
    [name]: shown.map(present),
    page: number,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: request.originalUrl,
    first_page_uri: uri(0, undefined),
    next_page_uri: last && start + size < items.length ? uri(number + 1, last.sid) : null,
    previous_page_uri:
      number > 0 ? uri(number - 1, start > size ? items[start - size - 1]?.sid : undefined) : null,
  };
}

/** A time of a list filter in milliseconds: a day (UTC) or a moment, and the first millisecond after it. */
export function timeRange(text: string): { from: number; until: number } {
  const from = Date.parse(text);
  if (Number.isNaN(from)) throw new RestError(400, 20001, `Not a date: ${text}`);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return { from, until: from + (day ? 86_400_000 : 1000) };
}

/** Whether a moment is inside what `Name`, `Name<` and `Name>` ask for; all of them include their own day or second. */
export function withinTimes(parameters: Parameters, name: string, moment: Date | undefined): boolean {
  const on = parameters.text(name);
  const before = parameters.text(`${name}<`);
  const after = parameters.text(`${name}>`);
  if (on === undefined && before === undefined && after === undefined) return true;
  if (!moment) return false;
  const time = moment.getTime();
  if (on && (time < timeRange(on).from || time >= timeRange(on).until)) return false;
  if (before && time >= timeRange(before).until) return false;
  return !(after && time < timeRange(after).from);
}
