import { useSearchParams } from 'react-router-dom';

/**
 * What stands behind the question mark of the address, so that a view can be sent to a colleague, and how to put
 * something there; '' or nothing takes it out. Going back passes over filters, but not over what was opened.
 *
 * @param opened what opens something: the way back closes it
 */
export function useAddress<Name extends string>(
  opened?: Name,
): [params: URLSearchParams, put: (values: Partial<Record<Name, string | null>>) => void] {
  const [params, setParams] = useSearchParams();
  const put = (values: Partial<Record<Name, string | null>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries<string | null | undefined>(values)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: opened === undefined || !(opened in values) },
    );
  return [params, put];
}
