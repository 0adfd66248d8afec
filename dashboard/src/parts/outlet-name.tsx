import { useOutlet } from '../api/queries.ts';

/** Of an outlet that only its id is known of. */
export function OutletName({ id }: { id: number }) {
  const { data } = useOutlet(id);
  return data?.name ?? '…';
}
