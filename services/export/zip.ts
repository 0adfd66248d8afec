import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive: its text as it comes. */
export interface ZipEntry {
  name: string;
  text: AsyncIterable<string> | Iterable<string>;
}

const VERSION = 20;
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: when something was packed is told by nobody's clock. */
const DOS_DATE = 0x21;

/**
 * An archive (ZIP, APPNOTE 6.3.3) written as its files come, so that none is ever in memory whole. Below 4 GB: larger
 * ones would need ZIP64.
 */
export async function* zip(entries: readonly ZipEntry[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of entries) {
    const begins = offset;
    const path = Buffer.from(name);
    const packed = { crc: 0, size: 0, plain: 0 };
    const head = header(0x04034b50, VERSION, packed, path);
    yield head;
    offset += head.length;
    for await (const chunk of deflated(text, packed)) {
      offset += chunk.length;
      yield chunk;
    }
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    writeSizes(descriptor, 4, packed);
    yield descriptor;
    offset += descriptor.length;
    directory.push(central(begins, packed, path));
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  yield* directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}

interface Packed {
  crc: number;
  size: number;
  plain: number;
}

async function* deflated(text: ZipEntry['text'], packed: Packed): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 3 });
  const feed = async () => {
    for await (const part of text) {
      const bytes = Buffer.from(part);
      packed.crc = crc32(bytes, packed.crc);
      packed.plain += bytes.length;
      if (!deflate.write(bytes)) await new Promise((go) => deflate.once('drain', go));
    }
    deflate.end();
  };
  const fed = feed().catch((error: Error) => deflate.destroy(error));
  for await (const chunk of deflate) {
    packed.size += chunk.length;
    yield chunk;
  }
  await fed;
}

function writeSizes(buffer: Buffer, at: number, { crc, size, plain }: Packed): void {
  buffer.writeUInt32LE(crc, at);
  buffer.writeUInt32LE(size, at + 4);
  buffer.writeUInt32LE(plain, at + 8);
}

/** Of a file: its sizes are not known yet. */
function header(signature: number, version: number, packed: Packed, path: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(signature, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DOS_DATE, 12);
  writeSizes(head, 14, packed);
  head.writeUInt16LE(path.length, 26);
  return Buffer.concat([head, path]);
}

function central(offset: number, packed: Packed, path: Buffer): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  entry.writeUInt16LE(FLAGS, 8);
  entry.writeUInt16LE(DEFLATED, 10);
  entry.writeUInt16LE(DOS_DATE, 14);
  writeSizes(entry, 16, packed);
  entry.writeUInt16LE(path.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, path]);
}
