import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Response } from 'express';

/** An answer that is no JSON: bytes passed on as they come in. */
export class ByteStream {
  private readonly headers: Record<string, string>;
  private readonly source: ReadableStream;
  private readonly status: number;

  /** @param status 206 for a part, with its Content-Range among the headers */
  constructor(headers: Record<string, string>, source: ReadableStream, status = 200) {
    this.headers = headers;
    this.source = source;
    this.status = status;
  }

  /** Where the source breaks off, or the reader goes away, the connection is cut: too little is no answer. */
  async send(res: Response): Promise<void> {
    res.status(this.status).set(this.headers);
    await pipeline(Readable.fromWeb(this.source), res).catch(() => res.destroy());
  }
}
