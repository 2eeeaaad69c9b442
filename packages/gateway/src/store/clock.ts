/** Milliseconds since 1970. */
export type Clock = () => number;

/** RFC 3339 in UTC. */
export const timeAt = (milliseconds: number): string => new Date(milliseconds).toISOString();
