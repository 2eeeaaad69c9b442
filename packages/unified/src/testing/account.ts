import { inspect } from "node:util";
import { createLimiter } from "@mdmkit/runtime";
import { connect } from "../client/connect.ts";
import type { ResourceName } from "../contract/capabilities.ts";
import type { Listing } from "../contract/listing.ts";
import type { Mdm } from "../contract/mdm.ts";
import type { Vendor } from "../contract/vendor.ts";
import { type ObservedFetch, observeFetch } from "./observed-fetch.ts";
import type { TestAccount, TestRequest, VendorTest } from "./vendor-test.ts";

export type TestRecord = { id: string; remote_data?: object | null; is_partial?: boolean | null };

/** The methods of a resource chosen at run time, with input no type has checked. */
export type AnyResource = {
  list(options?: object): Listing<TestRecord>;
  get(id: string, options?: object): Promise<TestRecord>;
  create(input: object, options?: object): Promise<TestRecord>;
  update(id: string, changes: object, options?: object): Promise<TestRecord>;
  delete(id: string, options?: object): Promise<object>;
};

export type OpenAccount = TestAccount & {
  readonly mdm: Mdm<Vendor>;
  of(resource: ResourceName): AnyResource;
  readonly network: ObservedFetch;
  /** Waits that the transport requested, in milliseconds; none of them takes time. */
  readonly waits: readonly number[];
  /** Everything that hooks received. */
  readonly events: readonly unknown[];
  /** Requests since the last time this was asked. */
  newRequests(): TestRequest[];
  /** What went out since the last time this was asked: as the sandbox logs it, and as `fetch` received it. */
  newTraffic(): { readonly sent: readonly TestRequest[]; readonly calls: readonly string[] };
};

/** Opens a vendor over a fresh sandbox, with a clock that waits for nothing. */
export function openAccount(
  { create }: VendorTest,
  { devices = 24, users = 18, seed = 1 }: { devices?: number; users?: number; seed?: number } = {},
): OpenAccount {
  const waits: number[] = [];
  const events: unknown[] = [];
  let network: ObservedFetch | undefined;
  let at = Date.parse("2026-11-01T12:00:00Z");
  const account = create({
    sandbox: { devices, users, seed },
    transport(fetch) {
      network = observeFetch(fetch);
      const note = (event: unknown) => void events.push(event);
      const now = () => at;
      const wait = async (milliseconds: number, signal?: AbortSignal) => {
        signal?.throwIfAborted();
        waits.push(milliseconds);
        at += milliseconds;
      };
      return {
        fetch: network.fetch,
        now,
        wait,
        // Its own: the one that accounts share would carry a pause from one test into the next.
        limiter: createLimiter({ concurrency: 8 }, { now, wait }),
        random: () => 1,
        hooks: { onRequest: note, onResponse: note, onRetry: note, onWait: note },
      };
    },
  });
  if (!network) throw new Error("`create` must hand `transport(sandbox.fetch)` to the vendor.");
  const { newCalls } = network;
  let seen = 0;
  const newRequests = () => {
    const fresh = account.sandbox.requests.slice(seen);
    seen = account.sandbox.requests.length;
    return fresh;
  };
  const mdm = connect<Vendor>(account.vendor);
  return {
    ...account,
    mdm,
    // The boundary: tests hand over what types forbid.
    of: (resource) => mdm[resource] as unknown as AnyResource,
    network,
    waits,
    events,
    newRequests,
    newTraffic: () => ({ sent: newRequests(), calls: newCalls() }),
  };
}

/** Every place a person or a log could read something from. */
function readableForms(value: unknown): string[] {
  const own = value instanceof Error ? [value.message, value.stack ?? "", String(value)] : [];
  const causes = value instanceof Error && value.cause !== undefined ? readableForms(value.cause) : [];
  return [...own, JSON.stringify(value) ?? "", inspect(value, { depth: 12, showHidden: true }), ...causes];
}

/** Secrets that can be read from any of the values. */
export function leaksIn(values: readonly unknown[], secrets: readonly string[]): string[] {
  const texts = values.flatMap(readableForms);
  return secrets.filter((secret) => texts.some((text) => text.includes(secret)));
}
