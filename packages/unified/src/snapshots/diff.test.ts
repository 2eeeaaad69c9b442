import { InvalidInputError } from "@mdmkit/runtime";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { emptyReport } from "../contract/list-report.ts";
import type { Device, User } from "../contract/model.ts";
import { diff } from "./diff.ts";
import { type DiffOptions, VOLATILE_FIELDS } from "./field-changes.ts";
import { type CompleteSnapshot, parseSnapshot, type Snapshot } from "./snapshot.ts";
import { SnapshotMismatchError } from "./snapshot-mismatch.ts";

type Gaps = { gaps?: string[] };

const of = { account: "hq", vendor: "toy", resource: "devices", filters: {} };

/** A snapshot as if a complete list had given these records. */
function complete<Item extends { id: string }>(
  records: readonly Item[],
  { gaps = [] }: Gaps = {},
): CompleteSnapshot<Item> {
  const taken = take(records, { gaps, complete: true });
  if (taken.complete) return taken;
  throw new Error("it is complete");
}

function take<Item extends { id: string }>(
  records: readonly Item[],
  { gaps = [], complete }: Gaps & { complete: boolean },
): Snapshot<Item> {
  const report = { ...emptyReport(), complete, gaps: [{ fields: gaps, operation: "op", reason: "403" }] };
  return {
    ...parseSnapshot<Item>(
      JSON.stringify({ format: "mdmkit-snapshot", version: 2, of, complete, report, records: [] }),
    ),
    records: new Map(records.map((record) => [record.id, record])),
  };
}

const changed = (
  before: Partial<Device>,
  after: Partial<Device>,
  options?: Parameters<typeof diff<Device>>[2],
) =>
  diff(
    complete<Device>([{ id: "1", ...before }]),
    complete<Device>([{ id: "1", ...after }]),
    options,
  ).updated.map(({ fields }) => fields);

describe("diff", () => {
  it("reports added and missing records, and which fields changed from what to what", () => {
    const [a, b, c] = [
      { id: "a", name: "A" },
      { id: "b", name: "B" },
      { id: "c", name: "C" },
    ];
    const renamed = { ...b, name: "Bee" };
    expect(diff(complete<Device>([a, b]), complete<Device>([renamed, c]))).toEqual({
      created: [c],
      missing: [a],
      updated: [{ id: "b", before: b, after: renamed, fields: { name: { before: "B", after: "Bee" } } }],
    });
  });

  it.each([
    [true, false],
    [false, true],
    [false, false],
  ])("has no `missing` unless both snapshots are complete: %s, %s", (before, after) => {
    const changes = diff(take([{ id: "a" }], { complete: before }), take([{ id: "b" }], { complete: after }));
    expect(changes).toEqual({ created: [{ id: "b" }], updated: [] });
    expect("missing" in changes).toBe(false);
  });

  it("treats null as a value and an absent field as none", () => {
    expect(changed({ owner: null }, { owner: { id: "u1" } })).toHaveLength(1);
    expect(changed({ name: "A" }, { name: null })).toEqual([{ name: { before: "A", after: null } }]);
    expect(changed({}, { name: "A" })).toEqual([]);
    expect(changed({ name: undefined }, { name: "A" })).toEqual([]);
    expect(changed({ name: "A" }, { name: undefined })).toEqual([]);
    expect(changed({ name: null }, {})).toEqual([]);
  });

  it("compares nested values, by the same rule", () => {
    expect(changed({ owner: { id: "u1", name: "Kim" } }, { owner: { name: "Kim", id: "u1" } })).toEqual([]);
    expect(changed({ owner: { id: "u1" } }, { owner: { id: "u1", name: "Kim" } })).toEqual([]);
    expect(changed({ owner: { id: "u1", name: null } }, { owner: { id: "u1", name: "Kim" } })).toHaveLength(
      1,
    );
    expect(changed({ owner: { id: "u1", name: "Kim" } }, { owner: { id: "u2" } })).toHaveLength(1);
  });

  it("minds neither the order nor the undefined members in an array, but how often something is in it", () => {
    const [a, b] = [
      { id: "a", name: "A" },
      { id: "b", name: "B" },
    ];
    expect(changed({ tags: [a, b] }, { tags: [b, { name: "A", id: "a" }] })).toEqual([]);
    expect(changed({ tags: [a] }, { tags: [a, a] })).toHaveLength(1);
    expect(changed({ tags: [a, a, b] }, { tags: [a, b, b] })).toHaveLength(1);
    expect(changed({ tags: [{ id: undefined, name: "A" }] }, { tags: [{ name: "A" }] })).toEqual([]);
    expect(changed({ tags: [] }, { tags: null })).toHaveLength(1);
  });

  it("notices a custom field that was added or taken away", () => {
    expect(changed({ custom_fields: { floor: "2" } }, { custom_fields: {} })).toHaveLength(1);
    expect(changed({ custom_fields: {} }, { custom_fields: { floor: "2" } })).toHaveLength(1);
    expect(changed({ custom_fields: { a: [1, { b: 2 }] } }, { custom_fields: { a: [{ b: 2 }, 1] } })).toEqual(
      [],
    );
  });

  it("ignores what changes by itself, and what describes the response, by default", () => {
    const before: Partial<Device> = { is_offline: true, public_ip: "192.0.2.1", is_partial: true, name: "A" };
    const after: Partial<Device> = {
      is_offline: false,
      public_ip: "192.0.2.2",
      is_partial: false,
      name: "B",
    };
    const names = (ignore?: DiffOptions<Device>["ignore"]) =>
      changed(before, after, { ignore }).flatMap(Object.keys);
    expect(names()).toEqual(["name"]);
    expect(names([])).toEqual(["is_offline", "public_ip", "name"]);
    expect(names([...VOLATILE_FIELDS, "name"])).toEqual([]);
    expect(changed({ remote_data: { a: 1 } }, { remote_data: { a: 2 } }, { ignore: [] })).toEqual([]);
  });

  it.each([
    [["tags"], []],
    [[], ["tags"]],
  ])("does not compare a gap of either list: %s, %s", (before, after) => {
    const changes = diff<Device>(
      complete([{ id: "1", name: "A", tags: [] }], { gaps: before }),
      complete([{ id: "1", name: "B", tags: [{ name: "x" }] }], { gaps: after }),
    );
    expect(changes.updated.map(({ fields }) => Object.keys(fields))).toEqual([["name"]]);
  });

  it.each([
    [{ account: "labs" }, "account", "toy devices of labs"],
    [{ vendor: "other" }, "vendor", "other devices of hq"],
    [{ resource: "users" }, "resource", "toy users of hq"],
    [{ filters: { name: "Kim" } }, "filters", "toy devices of hq by name"],
    [{ filters: { owner: { id: "1" } } }, "filters", "toy devices of hq by owner"],
  ])("refuses snapshots of different lists: %s", (changes, what, named) => {
    const before = complete<Device>([]);
    const after = { ...before, of: { ...of, ...changes } };
    const compare = () => diff(before, after);
    expect(compare).toThrow(SnapshotMismatchError);
    expect(compare).toThrow(InvalidInputError);
    expect(compare).toThrow(expect.objectContaining({ code: "invalid-input", differ: [what] }));
    expect(compare).toThrow(`(toy devices of hq and ${named}), which differ in ${what}.`);
    expect(compare).not.toThrow("Kim");
    expect(diff(after, after)).toEqual(NONE);
  });

  it("compares lists whose filters say the same in another order", () => {
    const before = {
      ...complete<Device>([]),
      of: { ...of, filters: { name: "A", owner: { id: "1", name: "B" } } },
    };
    const after = { ...before, of: { ...of, filters: { owner: { name: "B", id: "1" }, name: "A" } } };
    expect(diff(before, after)).toEqual(NONE);
  });

  it("is typed by the record", () => {
    const { updated } = diff(complete<User>([]), complete<User>([]), {
      ignore: [...VOLATILE_FIELDS, "avatar"],
    });
    type Fields = (typeof updated)[number]["fields"];
    expectTypeOf<NonNullable<Fields["is_active"]>["after"]>().toEqualTypeOf<boolean | null>();
    // @ts-expect-error never compared
    expectTypeOf<Fields["remote_data"]>().toBeNever();
    // @ts-expect-error no field of a user
    diff(complete<User>([]), complete<User>([]), { ignore: ["asset_tag"] });
  });
});

const text = fc.constantFrom("a", "b", "c");
const ref = fc.record({ id: text, name: fc.option(text) }, { requiredKeys: [] });
const fields = {
  name: fc.option(text),
  owner: fc.option(ref),
  tags: fc.option(fc.array(ref, { maxLength: 3 })),
  custom_fields: fc.option(fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 })),
  is_offline: fc.option(fc.boolean()),
};
const fleetOf = (keys: "some" | "all") =>
  fc.uniqueArray(
    fc.record(
      { id: fc.constantFrom(..."12345678"), ...fields },
      keys === "some" ? { requiredKeys: ["id"] } : {},
    ),
    { selector: ({ id }) => id, maxLength: 8 },
  );
const run = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { seed: 1, numRuns: 300 });
const NONE = { created: [], updated: [], missing: [] };

describe("diff, for any fleet", () => {
  it("finds nothing between a fleet and itself, also one that went through a file", () =>
    run(
      fc.property(fleetOf("some"), (fleet) => {
        const taken = complete<Device>(fleet);
        const read = complete<Device>(JSON.parse(JSON.stringify(fleet)));
        for (const [one, other] of [
          [taken, taken],
          [taken, read],
          [read, taken],
        ] as const) {
          expect(diff(one, other, { ignore: [] })).toEqual(NONE);
        }
      }),
    ));

  it("gives the later fleet when it is applied to the earlier one", () =>
    run(
      fc.property(fleetOf("all"), fleetOf("all"), (a, b) => {
        const changes = diff(complete<Device>(a), complete<Device>(b), { ignore: [] });
        const applied = new Map<string, Device>(a.map((record) => [record.id, record]));
        for (const { id } of changes.missing) applied.delete(id);
        for (const record of changes.created) applied.set(record.id, record);
        for (const { id, before, fields } of changes.updated) {
          const after = Object.entries(fields).map(([name, change]) => [name, Object(change).after]);
          applied.set(id, { ...before, ...Object.fromEntries(after) });
        }
        const plain = (records: readonly Device[]) =>
          records.map(({ id, name, is_offline }) => [id, name, is_offline]).sort();
        expect(plain([...applied.values()])).toEqual(plain(b));
        expect(diff(complete([...applied.values()]), complete<Device>(b), { ignore: [] })).toEqual(NONE);
      }),
    ));

  it("turns round: what was created is missing, and the same fields changed back", () =>
    run(
      fc.property(fleetOf("some"), fleetOf("some"), (a, b) => {
        const there = diff(complete<Device>(a), complete<Device>(b));
        const back = diff(complete<Device>(b), complete<Device>(a));
        const sorted = (records: readonly { id: string }[]) => records.map(({ id }) => id).sort();
        expect(sorted(back.missing)).toEqual(sorted(there.created));
        expect(sorted(back.created)).toEqual(sorted(there.missing));
        expect(sorted(back.updated)).toEqual(sorted(there.updated));
        for (const { id, fields } of there.updated) {
          const other = back.updated.find((update) => update.id === id);
          expect(Object.keys(Object(other?.fields)).sort()).toEqual(Object.keys(fields).sort());
        }
      }),
    ));
});
