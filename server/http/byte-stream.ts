import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Response } from 'express';

/** An answer that is no JSON: bytes passed on as they come in. */
export class ByteStream {
  private readonly type: string;
  private readonly source: ReadableStream;

  constructor(type: string, source: ReadableStream) {
    this.type = type;
    this.source = source;
  }

  /** Where the source breaks off, or the reader goes away, the connection is cut: too little is no answer. */
  async send(res: Response): Promise<void> {
    res.setHeader('Content-Type', this.type);
    await pipeline(Readable.fromWeb(this.source), res).catch(() => res.destroy());
  }
}
