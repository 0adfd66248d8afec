import type { ReactNode } from 'react';

/** A control under its name; the control says the name to those who listen. */
export function Field({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'setup-field setup-wide' : 'setup-field'}>
      <span aria-hidden="true">{name}</span>
      {children}
    </div>
  );
}
