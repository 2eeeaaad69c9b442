import type { Lookup, LookupReading } from "../contract/resource-contract.ts";
import { fieldOf, pick } from "./filters.ts";
import { createMatcher, type Decision } from "./match.ts";

type LocalFilters<Filters> = {
  /** All that are applied here. */
  readonly local: Partial<Filters>;
  /** Fields that single reads of the records fill. */
  readonly needed: readonly string[];
  readonly lookup: Lookup<Filters> | undefined;
};

/** Creates the test of listed records, and that of records that were read singly; undefined where there is nothing to test. */
export async function createMatchers<Item extends { id: string }, Filters extends object>(
  { local, needed, lookup }: LocalFilters<Filters>,
  reading: LookupReading,
): Promise<readonly (((item: Item) => Decision) | undefined)[]> {
  const isHydrated = (filter: string) => needed.includes(fieldOf(filter));
  const isMatch = lookup && Object.hasOwn(local, lookup.filter) && (await lookup.load(local, reading));
  const matcherOf = (filters: Partial<Filters>, others: ((item: Item) => Decision)[] = []) =>
    Object.keys(filters).length + others.length > 0 ? createMatcher<Item>({ ...filters }, others) : undefined;
  return [
    matcherOf(
      pick(local, (filter) => !isHydrated(filter) && filter !== lookup?.filter),
      isMatch ? [({ id }) => isMatch(id)] : [],
    ),
    matcherOf(pick(local, isHydrated)),
  ];
}
