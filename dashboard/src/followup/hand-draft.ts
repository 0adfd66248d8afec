import { useState } from 'react';
import { useMe } from '../session/session.tsx';
import type { Answers, Words } from './question.ts';

interface HandDraft {
  answers: Answers;
  words: Words;
  note: string;
}
const STORED = 'yixian.hand-calls';
interface Stored {
  personId: number;
  /** By obligation. */
  drafts: Record<number, HandDraft>;
}

/**
 * What was answered and noted on a call in hand so far. It outlives a reload of the page, in this window, for what this
 * person has in hand.
 *
 * @param given what it begins with
 * @param inHand the calls whose drafts are kept
 */
export function useHandDraft(
  obligationId: number,
  given: Pick<HandDraft, 'answers' | 'words'>,
  inHand: readonly number[],
): HandDraft & { change: (part: Partial<HandDraft>) => void } {
  const { personId } = useMe();
  const [draft, setDraft] = useState(() => merged(stored(personId)[obligationId], given));
  return {
    ...draft,
    change(part) {
      const next = { ...draft, ...part };
      setDraft(next);
      const others = Object.entries(stored(personId)).filter(([id]) => inHand.includes(Number(id)));
      keep({ personId, drafts: { ...Object.fromEntries(others), [obligationId]: next } });
    },
  };
}

/** What is kept already stands: the first answer to a question counts. */
const merged = (draft: HandDraft | undefined, given: Pick<HandDraft, 'answers' | 'words'>): HandDraft => ({
  answers: { ...draft?.answers, ...given.answers },
  words: { ...draft?.words, ...given.words },
  note: draft?.note ?? '',
});

/** The call is settled or put off: what was said is with the hotline. */
export function forgetHandDraft(personId: number, obligationId: number): void {
  const { [obligationId]: _, ...drafts } = stored(personId);
  keep({ personId, drafts });
}

function keep(what: Stored): void {
  try {
    sessionStorage.setItem(STORED, JSON.stringify(what));
  } catch {
    // A browser that keeps nothing: the draft lives as long as the page.
  }
}

function stored(personId: number): Stored['drafts'] {
  try {
    const kept: Stored | null = JSON.parse(sessionStorage.getItem(STORED) ?? 'null');
    return kept?.personId === personId ? kept.drafts : {};
  } catch {
    return {};
  }
}
