import type { DeskCaller } from '../../../domain/contracts/desk.ts';

export interface ScriptPane {
  contactId: number;
  caller: DeskCaller;
}

export function ScriptPane({ caller }: ScriptPane) {
  return <section className="desk-part">{caller.customerName}</section>;
}
