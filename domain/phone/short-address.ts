/** Enough of an address to recognise one's home by, and no more: up to the street or township, no house number. */
export function streetOf(address: string): string {
  const [street] = /^.*?(?:街道|大道|镇|乡|路|街|巷)/.exec(address) ?? [];
  return street ?? '';
}
