import { useQuery } from '@tanstack/react-query';
import type {
  CheckedPolicy,
  Policy,
  PolicyPreviewView,
  PolicyValue,
  PolicyView,
} from '../../../domain/contracts/policy.ts';
import { get, newKey, write } from '../api/client.ts';
import { type DraftEditor, useDraftEditor, useSettled } from '../versions/use-draft-editor.ts';

export const usePolicy = () =>
  useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => get<PolicyView>('/api/policy', {}, signal),
  });

export interface PolicyEditor extends DraftEditor<Policy> {
  /** Sets, or with `undefined` takes away, what stands at a path. */
  set: (path: string[], value: PolicyValue | undefined) => void;
}

export function usePolicyEditor(view: PolicyView): PolicyEditor {
  const editor = useDraftEditor<Policy>('policy', view);
  return {
    ...editor,
    set: (path, value) => editor.replace((body) => withValue(body as PolicyValue, path, value) as Policy),
  };
}

function withValue(tree: PolicyValue, [key, ...rest]: string[], value: PolicyValue | undefined): PolicyValue {
  if (key === undefined) return value ?? null;
  const branch = tree as { [key: string]: PolicyValue };
  if (rest.length > 0) return { ...branch, [key]: withValue(branch[key] ?? {}, rest, value) };
  if (value !== undefined) return { ...branch, [key]: value };
  const { [key]: _, ...others } = branch;
  return others;
}

/** What is wrong with what is on the screen, and what it changes, a moment after the last change. */
export function usePolicyCheck(body: Policy) {
  const settled = useSettled(body);
  return useQuery({
    queryKey: ['policy', 'check', settled],
    queryFn: () => write<CheckedPolicy>('POST', '/api/policy/check', { body: settled }, newKey()),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
}

const POLL_MS = 400;

/** A preview, asked for until it is there. */
export const usePreview = (id: number | null) =>
  useQuery({
    queryKey: ['policy', 'preview', id],
    queryFn: ({ signal }) => get<PolicyPreviewView>(`/api/policy/previews/${id}`, {}, signal),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) =>
      data && (data.state === 'done' || data.state === 'failed') ? false : POLL_MS,
  });
