import type { LookupReading, Lookups } from "../contract/resource-contract.ts";
import { createMatcher, type Decision } from "./match.ts";

/** Filters that are applied here, by what shows whether a record matches. */
export type LocalFilters<Filters> = {
  /** Fields of the list. */
  readonly listed: Partial<Filters>;
  /** Other lists. */
  readonly lookedUp: Partial<Filters>;
  /** Single reads of the records. */
  readonly hydrated: Partial<Filters>;
};

/** Creates the test of listed records, and that of records that were read singly; undefined where there is nothing to test. */
export async function createMatchers<Item extends { id: string }, Filters extends object>(
  lookups: Lookups<Filters>,
  { listed, lookedUp, hydrated }: LocalFilters<Filters>,
  reading: LookupReading,
): Promise<readonly (((item: Item) => Decision) | undefined)[]> {
  const tests: ((item: Item) => Decision)[] = [];
  for (const name in lookedUp) {
    const wanted = lookedUp[name];
    const test = wanted == null ? undefined : await lookups[name]?.load(wanted, reading);
    if (test) tests.push(({ id }) => test(id));
  }
  const matcherOf = (filters: Partial<Filters>, others: typeof tests = []) =>
    Object.keys(filters).length + others.length > 0 ? createMatcher<Item>({ ...filters }, others) : undefined;
  return [matcherOf(listed, tests), matcherOf(hydrated)];
}
