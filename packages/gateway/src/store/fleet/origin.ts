/** Where a change was learned of: by comparison of a list that this service read, or by an event of the vendor that a read confirmed. */
export const ORIGINS = ["diff", "polled", "native"] as const;
export type Origin = (typeof ORIGINS)[number];
