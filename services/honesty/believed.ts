/** S9: SQL that is true of an obligation that is not among the calls of a doubt that headquarters has confirmed. */
export const believed = (obligationId: string): string =>
  `${obligationId} NOT IN (SELECT j.id FROM doubt d,
     JSON_TABLE(d.obligationIds, '$[*]' COLUMNS (id BIGINT PATH '$')) j WHERE d.state = 'confirmed')`;
