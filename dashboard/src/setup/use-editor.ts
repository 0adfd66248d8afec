import { useQuery } from '@tanstack/react-query';
import type { CheckedSetup, PhoneSetup, SetupView } from '../../../domain/contracts/setup.ts';
import { get, newKey, write } from '../api/client.ts';
import { type DraftEditor, useDraftEditor, useSettled } from '../versions/use-draft-editor.ts';

export const useSetup = () =>
  useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => get<SetupView>('/api/setup', {}, signal),
  });

export interface Editor extends DraftEditor<PhoneSetup> {
  edit: (change: Partial<PhoneSetup>) => void;
}

export function useEditor(view: SetupView): Editor {
  const editor = useDraftEditor<PhoneSetup>('setup', view);
  return { ...editor, edit: (change) => editor.replace((body) => ({ ...body, ...change })) };
}

/** What the check says of what is on the screen, a moment after the last change. */
export function useCheck(body: PhoneSetup) {
  const settled = useSettled(body);
  return useQuery({
    queryKey: ['setup', 'check', settled],
    queryFn: () => write<CheckedSetup>('POST', '/api/setup/check', { body: settled }, newKey()),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}
