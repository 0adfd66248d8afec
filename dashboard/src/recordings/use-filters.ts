import { useAddress } from '../parts/use-address.ts';

export const NAMES = ['kind', 'agentId', 'from', 'to', 'number', 'ticket', 'contactId', 'held'] as const;

/** The filters as they stand in the address, and the recording that is open. */
export const useFilters = () => useAddress<(typeof NAMES)[number] | 'rec'>('rec');
