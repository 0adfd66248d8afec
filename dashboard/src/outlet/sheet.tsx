import { Drawer } from 'antd';
import type { ReactNode } from 'react';

interface Sheet {
  title: string;
  close: () => void;
  children: ReactNode;
  footer?: ReactNode;
}

/** Comes from below, where the thumb is. */
export function Sheet({ title, close, children, footer }: Sheet) {
  return (
    <Drawer
      open
      placement="bottom"
      size="auto"
      title={title}
      onClose={close}
      footer={footer}
      rootClassName="sheet"
    >
      {children}
    </Drawer>
  );
}
