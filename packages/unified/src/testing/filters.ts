import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import type { Device, User } from "../contract/model.ts";
import { filters as allowedFilters } from "../generated/inputs.ts";
import { type Allowed, type Members, problemOf } from "../input/check-value.ts";
import { openAccount, type TestRecord } from "./account.ts";
import { healthyRead } from "./healthy.ts";
import { unknownId } from "./reads.ts";
import type { VendorTest } from "./vendor-test.ts";

type Listed = { id: string };
/** A filter's value with a rule for the records that match, independent of the engine's own. */
type Selection = { readonly wanted: unknown; readonly fits: (record: Listed) => boolean };

const MISSES = ["no such value", "a,b", "x|y", 'quoted "text"', "*", "0", "null"];

/** Each filter gives exactly the records that the whole list says it should. */
export function testFilters(test: VendorTest, resource: ResourceName): void {
  const filters: readonly string[] = openAccount(test).vendor[resource]?.filters ?? [];
  const all: Readonly<Record<string, Members>> = allowedFilters;
  const documented = all[resource] ?? {};
  const selections = (records: readonly Listed[], name: string) => {
    const isAllowed = ({ wanted }: Selection) =>
      problemOf(name, documented[name] ?? "any", wanted) === undefined;
    const fitting = [...usual(records, name), ...wordSelections(name, documented[name])].filter(isAllowed);
    return resource === "devices" ? widened(test, name, fitting) : fitting;
  };

  describe.runIf(filters.length > 0)(`filtering ${resource}`, () => {
    it.each(filters)("by %s finds what the whole list has", async (name) => {
      const { of, sandbox } = openAccount(test);
      const all = await recordsWith(test, resource, [name]);
      for (const { wanted, fits } of selections(all, name)) {
        const listing = of(resource).list({ [name]: wanted });
        const found = await listing.toArray();
        expect({ wanted, ids: idsOf(found) }).toEqual({ wanted, ids: idsOf(all.filter(fits)) });
        const { undecided, complete, matched } = listing.report;
        expect([matched, complete]).toEqual([found.length, undecided === 0]);
        const open = all.filter((record) => !fits(record) && isOpen(record, name, wanted));
        expect(undecided).toBeLessThanOrEqual(open.length);
        const { pushed, local, narrowed, lookups } = listing.plan;
        if (local.length > 0 && narrowed.length === 0 && !lookups && !listing.report.hydration)
          expect(undecided).toBe(open.length);
        expect([...pushed, ...local]).toEqual([name]);
      }
      expect(sandbox.violations).toEqual([]);
    });

    it.each(filters)("by %s refuses what the document does not allow, before any request", (name) => {
      const { of, network } = openAccount(test);
      const allowed = documented[name] ?? "any";
      const words = Array.isArray(allowed) ? allowed.join(", ") : "";
      for (const wrong of [
        null,
        "",
        " ",
        7,
        [],
        {},
        { id: undefined },
        { id: null },
        { login: "x" },
        "osx ",
      ]) {
        if (wrong === "osx " && allowed === "text") continue;
        const list = () => of(resource).list({ [name]: wrong });
        expect(list).toThrow(InvalidInputError);
        expect(list).toThrow(words);
      }
      expect(network.calls).toBe(0);
    });

    it.runIf(resource === "apps" && filters.includes("device"))(
      "by device finds nothing on one that is unknown",
      async () => {
        const account = openAccount(test);
        const listing = account.mdm.apps.list({ device: { id: unknownId(account, "devices") } });
        expect(await listing.toArray()).toEqual([]);
        expect(listing.report).toMatchObject({ complete: true, gaps: [] });
      },
    );

    it("by several at once finds what fits them all", async () => {
      const { of } = openAccount(test);
      const all = await recordsWith(test, resource, filters);
      const [example] = all;
      const chosen = filters.map((name) => ({
        name,
        selection: selections(example ? [example] : [], name).find(({ fits }) => example && fits(example)),
      }));
      const given = chosen.flatMap(({ name, selection }) => (selection ? [[name, selection.wanted]] : []));
      const found = await of(resource).list(Object.fromEntries(given)).toArray();
      expect(idsOf(found)).toContain(example?.id);
      expect(idsOf(found)).toEqual(
        idsOf(all.filter((record) => chosen.every(({ selection }) => selection?.fits(record) ?? true))),
      );
    });
  });
}

/** The records of the whole list, with what filters compare and no record of the list has. */
async function recordsWith(
  test: VendorTest,
  resource: ResourceName,
  filters: readonly string[],
): Promise<readonly TestRecord[]> {
  const { records } = await healthyRead(test, resource);
  const { vendor, of } = openAccount(test);
  const getOnly: readonly string[] = vendor[resource]?.getOnly ?? [];
  const hydrate = filters
    .map((filter) => FIELD_OF[filter] ?? filter)
    .filter(
      (field) =>
        getOnly.includes(field) && records.every((record) => Reflect.get(record, field) === undefined),
    );
  if (hydrate.length === 0) return records;
  return of(resource).list({ hydrate, hydrateRequests: 10_000 }).toArray();
}

const FORMS_OF_COMPUTERS: readonly unknown[] = ["laptop", "desktop", "tablet", "server", "virtual_machine"];

/** Whether the record lacks what the filter compares: a computer of unknown form may have any. */
function isOpen(record: Listed, name: string, wanted: unknown): boolean {
  const field = FIELD_OF[name] ?? name;
  const value: unknown = Reflect.get(record, field);
  if (value === undefined || (field === "platform" && value === "unknown")) return true;
  if (field === "type" && value === "workstation" && FORMS_OF_COMPUTERS.includes(wanted)) return true;
  const isAndroid = Reflect.get(record, "platform") === "android";
  if (field === "type" && value === "mobile" && isAndroid && wanted === "tablet") return true;
  const members = isObject(wanted) ? Object.entries(wanted) : [];
  const isLacking = (ref: object) =>
    members.some(([member, given]) => given !== undefined && Reflect.get(ref, member) === undefined);
  return refsOf(record, field).some(isLacking);
}

const FIELD_OF: Readonly<Record<string, string>> = {
  email: "emails",
  device_type: "platform",
  updated_since: "updated_at",
};

const idsOf = (records: readonly Listed[]): string[] => records.map(({ id }) => id).sort();

/** Adds the values that a vendor takes in a wider sense, in place of their usual one. */
function widened({ differences = [] }: VendorTest, filter: string, selections: Selection[]): Selection[] {
  const wider = differences.flatMap((entry) =>
    entry.what === "filter-selects-more" && entry.filter === filter
      ? [{ wanted: entry.value, fits: entry.fits }]
      : [],
  );
  const isUsual = ({ wanted }: Selection) => !wider.some((selection) => selection.wanted === wanted);
  return [...selections.filter(isUsual), ...wider];
}

function usual(records: readonly Listed[], name: string): Selection[] {
  if (name === "email") return emailSelections(records);
  if (name === "updated_since") return timeSelections(records);
  if (name === "device_type") return kindSelections();
  const values = records.map((record): unknown => Reflect.get(record, name));
  const refs = values.flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isObject);
  if (refs.length > 0) return refSelections(refs, name);
  const wanted = some(values.filter((value) => typeof value === "string"));
  const cases = wanted.flatMap((value) => [value, swapCase(value)]);
  return [...cases, ...(records.length > 1 ? MISSES : [])].map((value) => ({
    wanted: value,
    fits: (record) => isValue(record, name, value),
  }));
}

/** A group whose members may be of any type can have those of each. */
function isValue(record: Listed, name: string, wanted: unknown): boolean {
  const value: unknown = Reflect.get(record, name);
  return value === wanted || (name === "member_type" && value === null);
}

/** References are selected by any of their members; addresses without regard to case. */
function refSelections(refs: readonly object[], name: string): Selection[] {
  return (["id", "name"] as const)
    .flatMap((member): Selection[] =>
      some(
        refs.map((ref): unknown => Reflect.get(ref, member)).filter((value) => typeof value === "string"),
      ).map((value) => ({
        wanted: { [member]: value },
        fits: (record: Listed) => refsOf(record, name).some((ref) => Reflect.get(ref, member) === value),
      })),
    )
    .concat(
      some(refs.flatMap(addressesOf)).map((address) => ({
        wanted: { emails: address.toUpperCase() },
        fits: (record) => refsOf(record, name).some((ref) => addressesOf(ref).includes(address)),
      })),
    );
}

/** Every word of the document, whether or not a record has it. */
function wordSelections(name: string, allowed: Allowed | undefined): Selection[] {
  if (!Array.isArray(allowed) || name === "device_type") return [];
  return allowed.map((wanted: string) => ({
    wanted,
    fits: (record) => isValue(record, name, wanted),
  }));
}

const MOBILE_PLATFORMS: readonly unknown[] = ["ios", "ipados", "android"];
const DESKTOP_PLATFORMS: readonly unknown[] = ["macos", "windows", "linux", "chromeos"];

function kindSelections(): Selection[] {
  const among = (platforms: readonly unknown[]) => (record: Listed) =>
    platforms.includes(Reflect.get(record, "platform"));
  return [
    { wanted: "mobile", fits: among(MOBILE_PLATFORMS) },
    { wanted: "desktop", fits: among(DESKTOP_PLATFORMS) },
  ];
}

function emailSelections(records: readonly Listed[]): Selection[] {
  return some(records.flatMap(addressesOf)).flatMap((address) =>
    [address, address.toUpperCase()].map((wanted) => ({
      wanted,
      fits: (record) => addressesOf(record).includes(address),
    })),
  );
}

function timeSelections(records: readonly (Listed & Pick<Device & User, "updated_at">)[]): Selection[] {
  return some(records.map(({ updated_at }) => updated_at).filter((value) => typeof value === "string")).map(
    (wanted) => ({
      wanted,
      fits: (record: Listed & Pick<Device, "updated_at">) =>
        !record.updated_at || Date.parse(record.updated_at) >= Date.parse(wanted),
    }),
  );
}

function refsOf(record: object, name: string): object[] {
  const value: unknown = Reflect.get(record, name);
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function addressesOf(record: object): string[] {
  const emails: unknown = Reflect.get(record, "emails");
  if (!Array.isArray(emails)) return [];
  return emails.flatMap(({ email }) => (typeof email === "string" ? [email.toLowerCase()] : []));
}

/** Some distinct values: the first, the last and one between. */
function some<T>(values: readonly T[]): T[] {
  const distinct = [...new Set(values)];
  const places = new Set([0, Math.floor(distinct.length / 2), distinct.length - 1]);
  return distinct.filter((_, at) => places.has(at));
}

function swapCase(value: string): string {
  return value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
