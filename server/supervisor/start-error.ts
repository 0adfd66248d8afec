/** A start that cannot succeed, said in one line for the person who typed it. */
export class StartError extends Error {}
