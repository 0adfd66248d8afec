import { createContext, useContext } from 'react';
import type { CheckedPolicy } from '../../../domain/contracts/policy.ts';
import type { PolicyEditor } from './use-policy.ts';

export interface PolicyForm {
  editor: PolicyEditor;
  rules: Record<string, string>;
  problems: CheckedPolicy['problems'];
  /** Paths that differ from what is in force. */
  changed: ReadonlySet<string>;
}

export const PolicyFormContext = createContext<PolicyForm | null>(null);

export function usePolicyForm(): PolicyForm {
  const form = useContext(PolicyFormContext);
  if (!form) throw new Error('no policy form here');
  return form;
}
