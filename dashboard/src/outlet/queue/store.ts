import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KeptStore, Queued, QueueStore } from './types.ts';

interface Schema extends DBSchema {
  queue: { key: number; value: Omit<Queued, 'order'> & { order?: number } };
  kept: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;
const database = () => {
  opened ??= openDB<Schema>('yixian-field', 1, {
    upgrade(db) {
      db.createObjectStore('queue', { keyPath: 'order', autoIncrement: true });
      db.createObjectStore('kept');
    },
    // Another tab has a newer build: let it go on.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
  });
  return opened;
};

export const phoneQueue: QueueStore = {
  all: async () => (await (await database()).getAll('queue')) as Queued[],
  add: async (item) => {
    const order = await (await database()).add('queue', item);
    return { ...item, order };
  },
  put: async (item) => {
    await (await database()).put('queue', item);
  },
  remove: async (order) => (await database()).delete('queue', order),
};

export const phoneKept: KeptStore = {
  async read() {
    const transaction = (await database()).transaction('kept');
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    return keys.map((key, index) => [key, values[index]]);
  },
  async write(key, value) {
    await (await database()).put('kept', value, key);
  },
  async remove(key) {
    await (await database()).delete('kept', key);
  },
  async forget() {
    await (await database()).clear('kept');
  },
};
