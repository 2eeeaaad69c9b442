import { describe, expect, it } from "vitest";
import { createSandbox } from "./create-sandbox.ts";
import { asRows, type Row, valueAt } from "./engine/records/values.ts";
import { callOperation, REQUESTS } from "./fixtures/every-vendor.ts";
import type { FreshDevices } from "./fixtures/valid-request.ts";

const SIZE = { devices: 40, users: 20 };
const VENDORS = REQUESTS.flatMap(([vendor, open]) => {
  const { fresh } = open(SIZE);
  return fresh ? [[vendor, { open, ...fresh }] as const] : [];
});

type Vendor = FreshDevices & { readonly open: (typeof REQUESTS)[number][1] };

/** The devices of a vendor with a share of fresh ones, and how often the sandbox left its document. */
async function readDevices({ open, operation, sent, rows = "" }: Vendor, fresh: number) {
  const requests = open({ ...SIZE, fresh });
  const { sandbox, document } = requests;
  const [, parameter] = /\{(\w+)\}$/.exec(document.operationSchemas[operation]?.path ?? "") ?? [];
  const all = parameter
    ? sandbox
        .records(operation)
        .ids()
        .map((id) => ({ ...sent, path: { [parameter]: id } }))
    : [sent];
  const bodies = await Promise.all(
    all.map(async (own) => (await callOperation(requests, operation, own && { own })).json()),
  );
  const found = bodies.flatMap((body) => (rows === "" ? body : valueAt(body, rows)));
  return { rows: asRows(found), violations: sandbox.violations.length };
}

const isUnset = (row: Row, unset: Row) =>
  Object.entries(unset).every(
    ([path, value]) => JSON.stringify(valueAt(row, path)) === JSON.stringify(value),
  );

describe.each(VENDORS)("records of %s", (_, vendor) => {
  const { unset, known } = vendor;

  it("that are fresh have their unset values, and their identity", async () => {
    const { rows, violations } = await readDevices(vendor, 1);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => !isUnset(row, unset))).toEqual([]);
    expect(rows.map((row) => valueAt(row, known))).not.toContain(undefined);
    expect(violations).toBe(0);
  });

  it("can be fresh and full", async () => {
    const [full, mixed] = await Promise.all([readDevices(vendor, 0), readDevices(vendor, 0.5)]);
    const [some = 0, many = 0] = [full, mixed].map(
      ({ rows }) => rows.filter((row) => isUnset(row, unset)).length,
    );
    // A full record may have an unset value by itself.
    expect(some).toBeLessThan(3);
    expect(many).toBeGreaterThan(5);
    expect(many).toBeLessThan(mixed.rows.length);
  });
});

it("has no System Insights of a fresh system", () => {
  const { state } = createSandbox("jumpcloud", { ...SIZE, fresh: 1 });
  expect(state.software("apps")).toEqual([]);
});
