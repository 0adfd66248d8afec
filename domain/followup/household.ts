/**
 * F1: whether an address leads to one home: it has a number beyond that of the house ('3栋501', '8组12号'). Behind
 * '人民路1号' may be hundreds of families, and none of them is asked about another's work.
 */
export const isOneHome = (address: string): boolean => /\d\D+\d/.test(address);
