import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './data-table.css';

export interface Column<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  number?: boolean;
}

interface DataTable<T> {
  label: string;
  columns: Column<T>[];
  /** Undefined while they are fetched for the first time. */
  rows: T[] | undefined;
  rowKey: (row: T) => number | string;
  open?: (row: T) => void;
  isOpen?: (row: T) => boolean;
  empty: ReactNode;
  more?: { has: boolean; busy: boolean; fetch: () => void };
}

/** A list read page by page. On a narrow screen each row becomes a small block with its titles beside. */
export function DataTable<T>({ label, columns, rows, rowKey, open, isOpen, empty, more }: DataTable<T>) {
  const { t } = useTranslation();
  if (rows?.length === 0) return empty;
  return (
    <>
      <table className="data-table stacking" aria-label={label} aria-busy={rows === undefined}>
        <thead>
          <tr>
            {columns.map(({ key, title, number }) => (
              <th key={key} scope="col" className={number ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined
            ? Array.from({ length: 8 }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows without anything in them
                <tr key={index} className="row-skeleton">
                  <td colSpan={columns.length}>
                    <span />
                  </td>
                </tr>
              ))
            : rows.map((row) => (
                <tr
                  key={rowKey(row)}
                  className={open ? 'row-opens' : undefined}
                  data-chosen={isOpen?.(row) || undefined}
                  onClick={open && ((event) => pressed(event.target) || open(row))}
                >
                  {columns.map(({ key, title, number, cell }) => (
                    <td key={key} data-title={title} className={number ? 'number' : undefined}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
      {more?.has && (
        <p className="more">
          <Button loading={more.busy} onClick={more.fetch}>
            {t('common.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** A button or a link in the row does its own thing. */
const pressed = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, audio, input') !== null;
