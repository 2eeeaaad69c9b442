import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import { ENGINE_FIELDS, type EngineField } from "../contract/engine-fields.ts";
import type { Device } from "../contract/model.ts";
import type { Lineage } from "../lineage/lineage.ts";
import { isVendorId, loadLineage, loadVendor, type VendorId, vendors } from "./index.ts";

type Field = Exclude<keyof Device, EngineField>;
type Method = "list" | "get";
type Read<Result> = { readonly result: Result; readonly calls: ReadonlySet<string> };

// A choice of fields gives what the whole record has of them, with no request that only other fields need.
describe.each(Object.keys(vendors).filter(isVendorId))("chosen fields of devices, %s", async (id) => {
  const lineage = await loadLineage(id);

  test("are those of the whole list", async () => {
    const { read, fields, kinds } = await open(id);
    const saved = await compare(fields, joinsOf(lineage, "list", kinds), (options) =>
      read(({ devices }) => devices.list(options).toArray()),
    );
    expect(saved > 0).toBe(id !== "applivery" && id !== "ivanti-neurons"); // whose lists join nothing
  });

  test("are those of the whole record", async () => {
    const { read, fields, kinds } = await open(id);
    let saved = 0;
    for (const device of kinds)
      saved += await compare(fields, joinsOf(lineage, "get", [device]), (options) =>
        read(async ({ devices }) => [await devices.get(device.id, options)]),
      );
    expect(saved).toBeGreaterThan(0);
  });
});

/** Which operations complete a record to fill a field, by lineage. */
type Joins = (field: Field) => readonly string[];

function joinsOf({ data, devices }: Lineage, method: Method, kinds: readonly Device[]): Joins {
  const rows = data.resources.devices?.flatMap((mapper) => mapper[method]) ?? [];
  const ofRecords = rows.filter(([path]) => path === "").map(([, operation]) => operation);
  return (field) => {
    const sources = kinds.flatMap(
      ({ id }) => devices.explain({ id, is_partial: method === "list" }, field).sources,
    );
    const read = sources.filter((source) => source.read.includes(method));
    const operations = read.flatMap((source) => source.operations.map(({ operation }) => operation));
    return operations.filter((operation) => !ofRecords.includes(operation));
  };
}

/** Chooses the fields that nothing is joined for, and each of the others. Returns how many operations that saves at most. */
async function compare(
  fields: readonly Field[],
  joins: Joins,
  read: (options: object) => Promise<Read<readonly object[]>>,
): Promise<number> {
  const whole = await read({ remoteData: false });
  const isJoined = (field: Field) => joins(field).some((operation) => whole.calls.has(operation));
  const plain = fields.filter((field) => !isJoined(field));
  const basic = await read({ fields: plain });
  let fewest = whole.calls.size;
  for (const choice of [plain, ...fields.filter(isJoined).map((field) => [field])]) {
    const part = choice === plain ? basic : await read({ fields: choice });
    fewest = Math.min(fewest, part.calls.size);
    const expected = whole.result.map((record) => given(record, choice));
    expect(
      part.result.map((record) => given(record)),
      choice.join(),
    ).toEqual(expected);
    const wanted = choice.flatMap(joins).filter((operation) => whole.calls.has(operation));
    expect([...part.calls], choice.join()).toEqual(expect.arrayContaining(wanted));
    const others = fields.flatMap(joins).filter((one) => !wanted.includes(one) && !basic.calls.has(one));
    expect(
      others.filter((operation) => part.calls.has(operation)),
      choice.join(),
    ).toEqual([]);
  }
  return whole.calls.size - fewest;
}

function given(record: object, choice?: readonly string[]): object {
  const about: readonly string[] = ENGINE_FIELDS;
  return Object.fromEntries(
    Object.entries(record).filter(
      ([name]) => !about.includes(name) && (!choice || name === "id" || choice.includes(name)),
    ),
  );
}

async function open(id: VendorId) {
  const sandbox = createSandbox(id, { devices: 16, users: 8, seed: 1 });
  const { baseUrl, credentials, fetch } = sandbox;
  const descriptor = await loadVendor(id);
  const openAnew = async () => connect(await descriptor.create({ ...credentials, baseUrl }, { fetch }));
  const devices = await (await openAnew()).devices.list().toArray();
  const isField = (name: string): name is Field => !ENGINE_FIELDS.some((field) => field === name);
  return {
    fields: Object.keys(devices[0] ?? {}).filter(isField),
    /** A device of each platform. */
    kinds: [...new Map(devices.map((device) => [device.platform, device])).values()],
    /** With a new client, which has kept nothing. */
    async read<Result>(
      run: (mdm: Awaited<ReturnType<typeof openAnew>>) => Promise<Result>,
    ): Promise<Read<Result>> {
      const mdm = await openAnew();
      const before = sandbox.requests.length;
      const result = await run(mdm);
      const calls = sandbox.requests.slice(before).map(({ operation }) => operation);
      return { result, calls: new Set(calls) };
    },
  };
}
