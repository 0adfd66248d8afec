import { useSyncExternalStore } from 'react';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { TICKET_KINDS, type TicketKind } from '../../../domain/vocabulary.ts';

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

const drafts = new Map<number, RequestDraft>();
const listeners = new Set<() => void>();
const keyOf = (contactId: number) => `desk-draft-${contactId}`;
/** Drafts of earlier calls are let go; a few are kept for who goes back. */
const KEPT = 5;

function read({ contactId, ...caller }: DeskCaller): RequestDraft {
  const known = drafts.get(contactId);
  if (known) return known;
  const start = startOf({ contactId, ...caller });
  const draft = { ...start, ...stored(contactId) };
  drafts.set(contactId, draft);
  return draft;
}

function stored(contactId: number): Partial<RequestDraft> {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(contactId)) ?? '{}');
  } catch {
    return {};
  }
}

function keep(contactId: number, draft: RequestDraft): void {
  drafts.delete(contactId);
  drafts.set(contactId, draft);
  try {
    sessionStorage.setItem(keyOf(contactId), JSON.stringify(draft));
    for (const old of [...drafts.keys()].slice(0, -KEPT)) {
      drafts.delete(old);
      sessionStorage.removeItem(keyOf(old));
    }
  } catch {
    // A browser that keeps nothing: the draft lives as long as the page.
  }
  for (const listener of listeners) listener();
}

const watch = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The draft of a call, the same for every pane beside it; it outlives a reload of the page. */
export function useDraft(
  caller: DeskCaller,
): [draft: RequestDraft, change: (part: Partial<RequestDraft>) => void] {
  const draft = useSyncExternalStore(watch, () => read(caller));
  return [draft, (part) => keep(caller.contactId, { ...read(caller), ...part })];
}
