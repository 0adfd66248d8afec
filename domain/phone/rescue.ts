/**
 * H3: words by which a caller says that something is dangerous now. Names of products and places that contain
 * the same characters (燃气热水器, 燃气公司宿舍) are no alarm, nor is an air conditioner that drips.
 */
const DANGER =
  /漏气|漏电|触电|起火|着火|冒烟|冒火|爆炸|(?<!空调.{0,3})漏水|跑水|(?:燃气|煤气|天然气)(?:味|泄漏|泄露|中毒|漏了)|(?:^|[,，。、\s])(?:燃气|煤气)(?:$|[,，。、\s])/;
const DANGER_EN =
  /\b(?:gas\s+(?:is\s+)?leak\w*|leak\w*\s+gas|smell\w*\s+(?:of\s+)?gas|on\s+fire|caught\s+fire|fire|smok(?:e|ing)|electr(?:ic|ical)\s+(?:shock|leak\w*)|electrocut\w+|water\s+(?:is\s+)?leak\w*|leak\w*\s+water|explo(?:de|ded|sion))\b/i;

/** Whether these words call for rescue. */
export const soundsDangerous = (spoken: string): boolean => DANGER.test(spoken) || DANGER_EN.test(spoken);
