/**
 * The organisation's time zone, set once when a process is wired (TIME_ZONE): every use case speaks of the
 * same days and calling hours, and none can be given another one by mistake.
 */
let zone = 'Asia/Shanghai';

export const setOrganisationZone = (name: string): void => {
  zone = name;
};
export const organisationZone = (): string => zone;
