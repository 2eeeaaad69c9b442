/** What a change asks of the next version, from the least. */
export const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** The greatest of several; nothing where there are none. */
export function highest(bumps: Iterable<Bump>): Bump | undefined {
  const given = new Set(bumps);
  return BUMPS.findLast((bump) => given.has(bump));
}
