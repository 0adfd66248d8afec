import type { DeskCaller } from '../../../domain/contracts/desk.ts';

export interface CallerPane {
  contactId: number;
  caller: DeskCaller;
}

export function CallerPane({ caller }: CallerPane) {
  return <section className="desk-part">{caller.customerName}</section>;
}
