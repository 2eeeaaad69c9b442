import { InvalidInputError, MdmError, UnsupportedCapabilityError } from "@mdmkit/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { type OpenAccount, openAccount, type TestRecord } from "./account.ts";
import { anyText, changesAmong, type Values } from "./arbitrary-changes.ts";
import { expectNone } from "./expectations.ts";
import { writesAmong } from "./planned-requests.ts";
import { REQUIRED_IN_CREATES, REQUIRED_IN_UPDATES, SCHEMAS } from "./resources.ts";
import { type Shows, showsOf } from "./shows-what-was-asked.ts";
import { recordProblems } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

type WriteRoundTrip = {
  readonly test: VendorTest;
  readonly resource: ResourceName;
  /** Values only this vendor takes, by property: references to records it knows, names of its custom fields. */
  readonly values?: (account: OpenAccount) => Values;
  /** Documented limits of this vendor: whether what is shown is what was asked, by property. */
  readonly shows?: Readonly<Record<string, Shows>>;
  /** VendorErrors only the vendor can know of, such as that of a record another directory owns; nothing may have changed. */
  readonly refusedByVendor?: (error: MdmError) => boolean;
  readonly runs?: number;
  /** Same seed, same values. */
  readonly seed?: number;
};

/** A device may have no name of its own; everything else keeps one. */
const OWN: { readonly [Resource in ResourceName]?: Values } = { devices: { name: fc.option(anyText) } };

/**
 * Writes arbitrary values of every property the vendor can write, and reads them back through its sandbox: each shows
 * what was asked, or is refused before anything is sent. Nothing is changed in silence.
 */
export function testWriteRoundTrip(options: WriteRoundTrip): void {
  const { test, resource, values = () => ({}), shows = {}, refusedByVendor, runs = 150, seed = 1 } = options;
  const contract = openAccount(test).vendor[resource];
  const writable: readonly string[] = contract?.writable ?? [];

  describe.runIf(contract?.update)(`writing ${resource} and reading them back`, () => {
    it("shows each change as asked, or refuses it before anything is sent", async () => {
      const own = { ...OWN[resource], ...values(openAccount(test)) };
      const changes = changesAmong(writable, REQUIRED_IN_UPDATES[resource], own);
      const shown = new Set<string>();
      const roundTrip = fc.asyncProperty(fc.nat(), changes, async (at, asked) => {
        const account = openAccount(test);
        const ids = account.ids(resource);
        const id = ids[at % ids.length] ?? "";
        const before = await account.of(resource).get(id);
        const after = await written(account, refusedByVendor, () => account.of(resource).update(id, asked));
        if (after) expectShown(before, after, asked);
        else expect(await account.of(resource).get(id)).toEqual(before);
        if (after) for (const name of Object.keys(asked)) shown.add(name);
        expect(account.sandbox.violations).toEqual([]);
      });
      await fc.assert(roundTrip, { numRuns: runs, seed });
      expect([...shown].sort()).toEqual([...writable].sort());
    });
  });

  describe.runIf(contract?.create)(`creating ${resource} and reading them back`, () => {
    it("shows each property as asked, or refuses it before anything is sent", async () => {
      const properties: readonly string[] = contract?.creatable ?? [];
      const inputs = changesAmong(properties, REQUIRED_IN_CREATES[resource], values(openAccount(test)));
      const shown = new Set<string>();
      const roundTrip = fc.asyncProperty(inputs, async (asked) => {
        const account = openAccount(test);
        const created = await written(account, refusedByVendor, () => account.of(resource).create(asked));
        if (!created) return;
        expectShown({}, created, asked);
        expect(await account.of(resource).get(created.id)).toEqual(created);
        for (const name of Object.keys(asked)) shown.add(name);
        expect(account.sandbox.violations).toEqual([]);
      });
      await fc.assert(roundTrip, { numRuns: runs, seed });
      expect([...shown].sort()).toEqual([...properties].sort());
    });
  });

  function expectShown(before: object, after: TestRecord, asked: object): void {
    expectNone(recordProblems(SCHEMAS[resource], after));
    for (const [name, value] of Object.entries(asked)) {
      const [then, now]: unknown[] = [Reflect.get(before, name), Reflect.get(after, name)];
      const isShown = (shows[name] ?? showsOf(name))(now, value, then);
      expect({ name, asked: value, shown: now, isShown }).toMatchObject({ isShown: true });
    }
  }
}

/** The record after a write; undefined when it was refused and nothing was sent. */
async function written(
  account: OpenAccount,
  refusedByVendor: WriteRoundTrip["refusedByVendor"],
  write: () => Promise<TestRecord>,
): Promise<TestRecord | undefined> {
  account.newRequests();
  try {
    return await write();
  } catch (error) {
    if (MdmError.is(error) && refusedByVendor?.(error)) return undefined;
    const isRefused = error instanceof InvalidInputError || error instanceof UnsupportedCapabilityError;
    if (!isRefused) throw error;
    expect(writesAmong(account.vendor, account.newRequests())).toEqual([]);
    return undefined;
  }
}
