const NUMERAL = '\\d一二三四五六七八九十百零〇两';
/** 501, A501, 1203B, 五零一. */
const ROOM = '(?:[a-z]?\\d{3,4}[a-z]?|[一二三四五六七八九零〇]{3,4})';
/** What follows a room: not the rest of a longer number, nor a word that makes a house, a block or a road of it. */
const ENDS = `(?![${NUMERAL}]|号?[栋幢座楼层]|单元|期|米|国道|省道|县道|号院)`;

/** How the door of one home is written; blanks are gone, letters small, digits narrow. */
const DOORS = [
  // 501室, 3号房, 2户
  `[${NUMERAL}]+[a-z]?号?(?:室|户(?!型)|房(?!屋))`,
  // 3栋501, 2单元-1102, A座1203, 12号楼302, 3#502
  `(?:[${NUMERAL}]|[a-z])号?(?:#?[栋幢座楼层]|#|单元)[-–—_/,、.·第]*${ROOM}${ENDS}`,
  // 2单元5号, 27楼2号: numbered anew at every entrance, on every floor
  `[${NUMERAL}](?:[楼层]|单元)[-–—_/,、.·第]*[${NUMERAL}]{1,3}号(?![栋幢座楼院])`,
  // 3-2-501
  `(?<![\\d-])[a-z\\d]{1,3}-\\d{1,2}-\\d{3,4}(?![\\d-])`,
  // 锦绣花园3-501; along a road it is a house number
  `(?<![路街道巷弄\\d-])(?<![路街道巷弄]\\d{1,2})\\d{1,3}-\\d{3,4}(?![\\d-]|号)`,
  // 8组12号, in a village
  `[${NUMERAL}][组队社]第?[${NUMERAL}]+号(?![栋幢座楼院])`,
].map((door) => new RegExp(door));

/**
 * F1: whether an address leads to one home: it names a flat or a room ('3栋501', '3-2-501'), or in a village the house
 * of a group ('8组12号'). Behind '人民路1号', '12号3栋' or '3栋2单元' may be many families, and none of them is asked
 * about another's work.
 */
export function isOneHome(address: string): boolean {
  const written = address.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
  return DOORS.some((door) => door.test(written));
}
