import { useSyncExternalStore } from 'react';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { type HalfDay, TICKET_KINDS, type TicketKind } from '../../../domain/vocabulary.ts';

/** What was taken down so far on one call. */
export interface RequestDraft {
  kind: TicketKind;
  productText: string;
  category: string | null;
  brandId: number | null;
  applianceId: number | null;
  fault: string;
  urgent: boolean;
  placeText: string;
  siteId: number | null;
  districtCode: string | null;
  address: string;
  /** 'YYYY-MM-DD'; '' as soon as possible. */
  wishDay: string;
  /** H6: the half of it; '' any time of that day. */
  wishHalf: HalfDay | '';
  /** D3: the outlet that they asked for. */
  preferredOutletId: number | null;
  name: string;
  /** Whose name it is, while it is the one on file. */
  customerId: number | null;
  number: string;
  /** C1: the ticket that a complaint or a claim is about. */
  aboutTicketId: number | null;
  /** H8: said to be another matter. */
  separate: boolean;
  /** What came of it. */
  outcome: { what: 'opened' | 'chased'; ticketId: number; number: string } | null;
}

/** An empty form, with what the call itself tells. */
export function startOf(caller: DeskCaller): RequestDraft {
  const told = caller.skills.map((skill) => /^kind:(.+)$/.exec(skill)?.[1]).find(Boolean);
  const kind = TICKET_KINDS.find((name) => name === told) ?? 'repair';
  return {
    kind: caller.priority === 'rescue' ? 'rescue' : kind,
    productText: '',
    category: null,
    brandId: null,
    applianceId: null,
    fault: '',
    urgent: false,
    placeText: '',
    siteId: null,
    districtCode: null,
    address: '',
    wishDay: '',
    wishHalf: '',
    preferredOutletId: null,
    name: caller.customerName ?? '',
    customerId: caller.customerId,
    number: caller.number,
    aboutTicketId: null,
    separate: false,
    outcome: null,
  };
}

/** Whether anything was taken down that would be missed. */
export const isBegun = ({ productText, fault, address }: RequestDraft): boolean =>
  [productText, fault, address].some((text) => text.trim() !== '');

interface Kept {
  caller: DeskCaller;
  draft: RequestDraft;
}
const STORED = 'yixian.desk-drafts';
const OWNER = 'yixian.desk-drafts-of';
const drafts = new Map<number, Kept>(stored());
const listeners = new Set<() => void>();
/** Drafts that led to something, or never began, are let go; a few are kept for who goes back. */
const KEPT = 5;

function read(caller: DeskCaller): RequestDraft {
  return drafts.get(caller.contactId)?.draft ?? keepInMind(caller, startOf(caller));
}

function keepInMind(caller: DeskCaller, draft: RequestDraft): RequestDraft {
  drafts.delete(caller.contactId);
  drafts.set(caller.contactId, { caller, draft });
  return draft;
}

/** What the page held before it was loaded anew. */
function stored(): [number, Kept][] {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '[]');
  } catch {
    return [];
  }
}

function keep(caller: DeskCaller, draft: RequestDraft | null): void {
  if (draft) keepInMind(caller, draft);
  else drafts.delete(caller.contactId);
  const settled = [...drafts].filter(([, one]) => !isUnsent(one)).map(([contactId]) => contactId);
  for (const old of settled.slice(0, -KEPT)) drafts.delete(old);
  unsent = unsentNow();
  try {
    sessionStorage.setItem(STORED, JSON.stringify([...drafts]));
  } catch {
    // A browser that keeps nothing: the draft lives as long as the page.
  }
  for (const listener of listeners) listener();
}

const isUnsent = ({ draft }: Kept): boolean => isBegun(draft) && draft.outcome === null;
const unsentNow = (): Kept[] => [...drafts.values()].filter(isUnsent);
let unsent = unsentNow();

const watch = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The draft of a call, the same for every pane beside it; it outlives a reload of the page. */
export function useDraft(
  caller: DeskCaller,
): [draft: RequestDraft, change: (part: Partial<RequestDraft>) => void] {
  const draft = useSyncExternalStore(watch, () => read(caller));
  return [draft, (part) => keep(caller, { ...read(caller), ...part })];
}

/** Requests of earlier calls that were begun and never taken in: wrap-up was over before they were. */
export const useUnsent = (): Kept[] => useSyncExternalStore(watch, () => unsent);
/** What one person took down is for nobody who signs in after them in the same window; null: signed out. */
export function draftsBelongTo(personId: number | null): void {
  const before = sessionStorage.getItem(OWNER);
  if (before === String(personId)) return;
  if (before !== null) {
    drafts.clear();
    unsent = [];
    sessionStorage.removeItem(STORED);
  }
  if (personId === null) sessionStorage.removeItem(OWNER);
  else sessionStorage.setItem(OWNER, String(personId));
}
export const discardDraft = (caller: DeskCaller): void => keep(caller, null);
