import type { ReactNode } from 'react';

interface FormRow {
  label: string;
  /** Id of the field. */
  for?: string;
  trouble?: string;
  troubleId?: string;
  children: ReactNode;
}

/** A field with its name beside it; what is wrong stands below it, in words. */
export function FormRow({ label, for: field, trouble, troubleId, children }: FormRow) {
  return (
    <div className="desk-row">
      {field ? (
        <label className="desk-label" htmlFor={field}>
          {label}
        </label>
      ) : (
        <span className="desk-label" aria-hidden>
          {label}
        </span>
      )}
      <div className="desk-field">
        {children}
        {trouble && (
          <p className="desk-trouble" id={troubleId} role="alert">
            {trouble}
          </p>
        )}
      </div>
    </div>
  );
}
