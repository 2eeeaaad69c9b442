/** Milliseconds since 1970. */
export type Clock = () => number;

/** A time in RFC 3339 and UTC. */
export const timeAt = (milliseconds: number): string => new Date(milliseconds).toISOString();
