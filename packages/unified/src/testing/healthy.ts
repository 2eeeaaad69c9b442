import type { ResourceName } from "../contract/capabilities.ts";
import { type OpenAccount, openAccount, type TestRecord } from "./account.ts";
import type { TestRequest, VendorTest } from "./vendor-test.ts";

/** A read of an account where nothing is wrong: what it gives, and how. */
export type HealthyRead = {
  readonly records: readonly TestRecord[];
  /** The operation that fetches the records themselves: the first that is not preliminary. */
  readonly operation: string;
  /** The others, such as those that complete the records. */
  readonly supporting: readonly string[];
};

export const READ_METHODS = ["list", "get"] as const;
export type ReadMethod = (typeof READ_METHODS)[number];

/** The whole list, and the first record alone. */
export const READS: Record<
  ReadMethod,
  (account: OpenAccount, resource: ResourceName) => Promise<TestRecord[]>
> = {
  list: ({ of }, resource) => of(resource).list().toArray(),
  get: async ({ of, ids }, resource) => [await of(resource).get(ids(resource)[0] ?? "")],
};

const kept = new WeakMap<VendorTest, Map<string, Promise<HealthyRead>>>();

/** What a healthy account gives, read once for all cases that compare with it. */
export function healthyRead(
  test: VendorTest,
  resource: ResourceName,
  method: ReadMethod = "list",
): Promise<HealthyRead> {
  const reads = kept.get(test) ?? new Map<string, Promise<HealthyRead>>();
  kept.set(test, reads);
  const key = `${resource}.${method}`;
  const read = reads.get(key) ?? readHealthy(test, resource, method);
  reads.set(key, read);
  return read;
}

async function readHealthy(
  test: VendorTest,
  resource: ResourceName,
  method: ReadMethod,
): Promise<HealthyRead> {
  const account = openAccount(test);
  const records = await READS[method](account, resource);
  const own = account.newRequests().filter((request) => isOwn(account, request));
  const operations = [...new Set(own.map(({ operation }) => operation))];
  const main = operations.filter((operation) => !account.preliminary?.includes(operation));
  // What is preliminary to one resource is all there is to another.
  const [operation, ...supporting] = main.length > 0 ? main : operations;
  if (operation === undefined) throw new Error(`${resource}.${method} made no request`);
  return { records, operation, supporting };
}

/** Whether a request is for an operation of the adapter and not for a token. */
export function isOwn({ vendor }: OpenAccount, { operation }: TestRequest): boolean {
  return Object.hasOwn(vendor.operations, operation);
}
