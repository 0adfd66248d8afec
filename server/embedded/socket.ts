import path from 'node:path';

/** What macOS takes; Linux takes four bytes more. */
const LONGEST_BYTES = 103;

/**
 * Where a private server's Unix socket is; null where the folder's name is too long for one. What goes through it costs
 * client and server less of the processor than through the network's own machinery.
 */
export function socketIn(dataDir: string, server: string): string | null {
  const socket = path.resolve(dataDir, `${server}.sock`);
  return Buffer.byteLength(socket) <= LONGEST_BYTES ? socket : null;
}

/** The same as the end of an address, in the parameter that the server's client looks for. */
export const socketParameter = (name: string, socket: string | null): string =>
  socket === null ? '' : `?${new URLSearchParams({ [name]: socket })}`;
