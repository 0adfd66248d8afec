import { useQuery } from '@tanstack/react-query';
import type {
  CheckedScript,
  Question,
  ScriptView,
  SurveyScript,
} from '../../../domain/contracts/survey-script.ts';
import { get, newKey, write } from '../api/client.ts';
import { type DraftEditor, useDraftEditor, useSettled } from '../versions/use-draft-editor.ts';

export const useScript = () =>
  useQuery({
    queryKey: ['survey-script'],
    queryFn: ({ signal }) => get<ScriptView>('/api/survey-script', {}, signal),
  });

export interface ScriptEditor extends DraftEditor<SurveyScript> {
  set: (questions: Question[]) => void;
}

export function useScriptEditor(view: ScriptView): ScriptEditor {
  const editor = useDraftEditor<SurveyScript>('survey-script', view);
  return { ...editor, set: (questions) => editor.replace(() => ({ questions })) };
}

/** What the check says of what is on the screen, and the ways through it, a moment after the last change. */
export function useScriptCheck(body: SurveyScript) {
  const settled = useSettled(body);
  return useQuery({
    queryKey: ['survey-script', 'check', settled],
    queryFn: () => write<CheckedScript>('POST', '/api/survey-script/check', { body: settled }, newKey()),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}
