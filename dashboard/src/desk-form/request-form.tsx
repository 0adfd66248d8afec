import type { DeskCaller } from '../../../domain/contracts/desk.ts';

export interface RequestForm {
  contactId: number;
  caller: DeskCaller;
}

export function RequestForm({ caller }: RequestForm) {
  return <section className="desk-part">{caller.customerName}</section>;
}
