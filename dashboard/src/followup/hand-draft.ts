import { useState } from 'react';
import { useMe } from '../session/session.tsx';
import type { Answers } from './question.ts';

interface HandDraft {
  answers: Answers;
  note: string;
}
const STORED = 'yixian.hand-call';

/**
 * What was answered and noted on the call in hand so far. It outlives a reload of the page, in this window, for this
 * call and this person alone.
 *
 * @param given what it begins with
 */
export function useHandDraft(
  obligationId: number,
  given: Answers,
): HandDraft & { change: (part: Partial<HandDraft>) => void } {
  const { personId } = useMe();
  const owner = `${personId}/${obligationId}`;
  const [draft, setDraft] = useState(() => merged(stored(owner), given));
  return {
    ...draft,
    change(part) {
      const next = { ...draft, ...part };
      setDraft(next);
      try {
        sessionStorage.setItem(STORED, JSON.stringify({ owner, ...next }));
      } catch {
        // A browser that keeps nothing: the draft lives as long as the page.
      }
    },
  };
}

/** What is kept already stands: the first answer to a question counts. */
const merged = (draft: HandDraft | null, given: Answers): HandDraft => ({
  answers: { ...draft?.answers, ...given },
  note: draft?.note ?? '',
});

/** The call is settled or put off: what was said is with the hotline. */
export const forgetHandDraft = (): void => sessionStorage.removeItem(STORED);

function stored(owner: string): HandDraft | null {
  try {
    const { owner: whose, ...draft } = JSON.parse(sessionStorage.getItem(STORED) ?? '{}');
    return whose === owner ? draft : null;
  } catch {
    return null;
  }
}
