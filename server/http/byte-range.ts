/** A part of some bytes: from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The one range that a Range header asks for, of `size` bytes.
 *
 * @returns null when all is asked for, or several parts (all may be sent then); 'unsatisfiable' beyond the end
 */
export function byteRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start >= size || start > end ? 'unsatisfiable' : { start, end };
}

/** Lets only the bytes of a range through, and asks for no more once they are. */
export function onlyRange({ start, end }: ByteRange): TransformStream<Uint8Array, Uint8Array> {
  let at = 0;
  return new TransformStream({
    transform(chunk, controller) {
      const begin = at;
      at += chunk.byteLength;
      const part = chunk.subarray(Math.max(0, start - begin), Math.max(0, end + 1 - begin));
      if (part.byteLength > 0) controller.enqueue(part);
      if (at > end) controller.terminate();
    },
  });
}
