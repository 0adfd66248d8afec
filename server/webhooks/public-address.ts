import { BlockList, isIP } from 'node:net';

/** Networks that no webhook may lead to (RFC 6890 and its kin): our own, and such as are nobody's. */
const refused = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  refused.addSubnet(network, bits, 'ipv4');
/** What is handed out to the world; everything else in IPv6 is local, special, or a disguise of IPv4. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const disguised6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23], // Teredo and other protocols' own
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['3fff::', 20],
] as const)
  disguised6.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !refused.check(address, 'ipv4');
  if (version === 6) return global6.check(address, 'ipv6') && !disguised6.check(address, 'ipv6');
  return false;
}
