import {
  AuthenticationError,
  ConflictError,
  InvalidResponseError,
  PermissionError,
  RateLimitError,
  VendorUnavailableError,
} from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { leaksIn, type OpenAccount, openAccount } from "./account.ts";
import { expectSameRecords } from "./expectations.ts";
import { failureOf } from "./failure.ts";
import { healthyRead, isOwn, READ_METHODS, READS } from "./healthy.ts";
import type { TestFault, VendorTest } from "./vendor-test.ts";

type Expectation = {
  readonly fault: TestFault;
  readonly error: new (...facts: never[]) => Error;
  readonly facts: object;
  /** Reads are tried four times where trying again can help. */
  readonly attempts: 1 | 4;
};

const MOST_SEARCHES = 24;

const FAILURES: readonly Expectation[] = [
  {
    fault: { type: "unauthorized" },
    error: AuthenticationError,
    facts: { code: "authentication", status: 401 },
    attempts: 1,
  },
  {
    fault: { type: "forbidden" },
    error: PermissionError,
    facts: { code: "permission", status: 403 },
    attempts: 1,
  },
  {
    fault: { type: "conflict" },
    error: ConflictError,
    facts: { code: "conflict", status: 409 },
    attempts: 1,
  },
  {
    fault: { type: "rate-limit", retryAfter: 2 },
    error: RateLimitError,
    facts: { code: "rate-limit", status: 429, retryAfter: 2, retryable: true },
    attempts: 4,
  },
  ...[500, 502, 503, 504].map((status) => ({
    fault: { type: "server-error", status },
    error: VendorUnavailableError,
    facts: { code: "vendor-unavailable", status, retryable: true },
    attempts: 4 as const,
  })),
  {
    fault: { type: "html" },
    error: InvalidResponseError,
    facts: { code: "invalid-response", reason: "html" },
    attempts: 1,
  },
  {
    fault: { type: "redirect" },
    error: InvalidResponseError,
    facts: { code: "invalid-response", reason: "redirect" },
    attempts: 1,
  },
  {
    fault: { type: "malformed-json" },
    error: InvalidResponseError,
    facts: { code: "invalid-response" },
    attempts: 4,
  },
  {
    fault: { type: "cut-connection" },
    error: InvalidResponseError,
    facts: { code: "invalid-response", reason: "truncated" },
    attempts: 4,
  },
];

/** Bodies that are a response of neither a list nor a single read. */
const NO_LIST = ["", "null", "{}", '"text"', "[null]", "7"];

/** Every failure of a read is one typed error without secrets. */
export function testFailures(test: VendorTest, resource: ResourceName): void {
  const isBareList = test.differences?.some(
    (entry) => entry.what === "bare-list" && entry.resource === resource,
  );

  describe.each(READ_METHODS)(`failures of ${resource}.%s`, (method) => {
    const read = (account: OpenAccount) => READS[method](account, resource);
    const healthy = () => healthyRead(test, resource, method);

    it.each(FAILURES)(
      "ends in $error.name for $fault",
      async ({ fault, error: Expected, facts, attempts }) => {
        const account = openAccount(test);
        const { operation } = await healthy();
        account.sandbox.inject({ ...fault, operation, times: Number.POSITIVE_INFINITY });
        const error = await failureOf(() => read(account));
        expect(error).toBeInstanceOf(Expected);
        expect(error).toMatchObject({ ...facts, vendor: account.vendor.id, operation });
        expect(error.message).toContain(`[${account.vendor.id}] ${operation}: `);
        if (fault.type === "forbidden") expectPermissionNamed(error, account.vendor.operations[operation]);
        const requests = account.newRequests();
        const tries = requests.filter((request) => request.operation === operation);
        // A refused token is renewed, and the call repeated, once.
        const isRenewed = requests.some((request) => !isOwn(account, request));
        const expected = fault.type === "unauthorized" && isRenewed ? attempts + 1 : attempts;
        // These may be the fault of one record, so a list by offset looks for it. It soon sees that everything fails.
        const mayBeOneRecord = [500, 502, 504].includes(Number(fault.status));
        const most = method === "list" && mayBeOneRecord ? expected + MOST_SEARCHES : expected;
        expect(tries.length).toBeGreaterThanOrEqual(expected);
        expect(tries.length).toBeLessThanOrEqual(most);
        expect(account.sandbox.requests.map((request) => request.operation)).not.toContain("elsewhere");
        expect(leaksIn([error, account.events, account.mdm], account.secrets)).toEqual([]);
        expect(account.network.inFlight).toBe(0);
      },
    );

    it("recovers from one failure of each kind that passes", async () => {
      for (const { fault } of FAILURES.filter(({ attempts }) => attempts > 1)) {
        const account = openAccount(test);
        const { operation, records: before } = await healthy();
        const handle = account.sandbox.inject({ ...fault, operation });
        expectSameRecords(await read(account), before);
        expect(handle.hits).toBe(1);
        expect(account.waits).toHaveLength(1);
      }
    });

    it.each(isBareList ? NO_LIST : [...NO_LIST, "[]"])("rejects the response %j as invalid", async (body) => {
      const account: OpenAccount = openAccount({
        ...test,
        create: ({ sandbox, transport }) =>
          test.create({
            sandbox,
            transport: (fetch) => transport(withBody(fetch, body, () => lastIsOwn(account))),
          }),
      });
      const error = await failureOf(() => read(account));
      expect(error).toMatchObject({ code: "invalid-response", vendor: account.vendor.id });
    });

    it("makes a failed supporting read known, or throws it", async () => {
      const { supporting } = await healthy();
      for (const operation of supporting) {
        for (const fault of [{ type: "server-error" }, { type: "html" }, { type: "malformed-json" }]) {
          await expectNoticed(openAccount(test), { ...fault, operation, times: Number.POSITIVE_INFINITY });
        }
      }
    });

    async function expectNoticed(account: OpenAccount, fault: TestFault): Promise<void> {
      const handle = account.sandbox.inject(fault);
      if (method === "get") {
        const error = await failureOf(() => read(account));
        expect(error.operation).toBe(fault.operation);
        return;
      }
      const listing = account.of(resource).list();
      const records = await listing.toArray().catch((error: unknown) => {
        // A part of the list itself, not what completes its records.
        expect(error).toMatchObject({ operation: fault.operation });
      });
      expect(handle.hits).toBeGreaterThan(0);
      if (!records) return;
      expect(records).toHaveLength(account.ids(resource).length);
      expect(listing.report.gaps.map(({ operation }) => operation)).toEqual([fault.operation]);
      expect(leaksIn([listing.report, account.events], account.secrets)).toEqual([]);
    }
  });
}

/** Where the document knows which permission an operation takes, a refusal names it. */
function expectPermissionNamed(error: Error, { permission }: { permission?: readonly string[] } = {}): void {
  expect(Reflect.get(error, "permission")).toEqual(permission);
  for (const name of permission ?? []) expect(error.message).toContain(`"${name}"`);
}

/** Not so a token. */
function lastIsOwn(account: OpenAccount): boolean {
  const last = account.sandbox.requests.at(-1);
  return last !== undefined && isOwn(account, last);
}

function withBody(
  fetch: typeof globalThis.fetch,
  body: string,
  isReplaced: () => boolean,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!isReplaced()) return response;
    return new Response(body, { headers: { "content-type": "application/json" } });
  };
}
