import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from './data-table.tsx';
import { TroubleAlert } from './trouble.tsx';

interface Paged<T> {
  items: T[] | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

type Table<T> = Omit<ComponentProps<typeof DataTable<T>>, 'rows' | 'more'>;

/** A list as it was read so far, with what went wrong above it: what was read before stays in sight. */
export function ListTable<T>({ list, ...table }: Table<T> & { list: Paged<T> }) {
  const { t } = useTranslation();
  const { items, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return (
    <>
      {error != null && (
        <TroubleAlert error={error} kept={items && t('common.keptShown')} retry={() => refetch()} />
      )}
      {(items || error == null) && (
        <DataTable
          {...table}
          rows={items}
          more={{ has: hasNextPage, busy: isFetchingNextPage, fetch: () => void fetchNextPage() }}
        />
      )}
    </>
  );
}
