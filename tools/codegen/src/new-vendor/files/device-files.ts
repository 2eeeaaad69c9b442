import { keyOf, member } from "../../emit/print.ts";
import type { DeviceGuess } from "../plan/guess-devices.ts";
import type { Files, Plan } from "../plan/plan.ts";
import { deviceReads } from "./device-reads.ts";

/** The files that read and map devices. */
export function deviceFiles(plan: Plan, devices: DeviceGuess, folder: string): Files {
  return {
    [`${folder}/api/record.ts`]: record(plan, devices),
    [`${folder}/api/responses.ts`]: responses(plan),
    [`${folder}/devices/devices.ts`]: deviceReads(plan, devices),
    [`${folder}/devices/map-device.ts`]: mapper(plan, devices),
    [`${folder}/devices/map-device.test.ts`]: mapperTest(plan, devices),
  };
}

function record({ names: { type, product } }: Plan, devices: DeviceGuess): string {
  const { list, get, items, paging, record: place } = devices;
  const response = `${type}Types[${JSON.stringify(get)}]["response"]`;
  const single = place === undefined ? response : `NonNullable<${response}>[${JSON.stringify(place)}]`;
  const page = `NonNullable<${type}Types[${JSON.stringify(list)}]["response"]>`;
  const rows = items === undefined ? page : `NonNullable<${page}[${JSON.stringify(items)}]>`;
  const row = paging ? `${type}Types[${JSON.stringify(list)}]["item"]` : `${rows}[number]`;
  return `import type { ${type}Types } from "../generated/api/client.ts";

type Row = ${row};
type Single = ${single};

/** A device of ${product} from list or get, which is \`remote_data\` of a device. */
export type ${type}DeviceRecord = NonNullable<Row> | NonNullable<Single>;
`;
}

function responses({ names: { id, product } }: Plan): string {
  return `import { createVendorErrors, isRecord } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors(${JSON.stringify(id)}, ${JSON.stringify(`the API of ${product}`)});

/** The records of a page. A response without them is not from ${product}. */
export function pageItems<Item>(items: readonly Item[] | null | undefined, operation: string): readonly Item[] {
  if (Array.isArray(items) && (items.length === 0 || items.some(isRecord))) return items;
  throw errors.invalidResponse(operation, "The response has no list of records.");
}

/** The record of a response, if it has an id. */
export function wholeRecord<Item>(record: Item | null | undefined, id: unknown, operation: string): Item {
  if (record && id !== undefined && id !== null && id !== "") return record;
  throw errors.invalidResponse(operation, "The response has no record.");
}
`;
}

/** Fields that the engine fills: no mapper names them. */
const BY_THE_ENGINE = ["remote_data", "is_partial", "gaps"];

function mapper({ names: { type, product }, fields }: Plan, { id, isNumber }: DeviceGuess): string {
  const value = member("device", id);
  const rows = fields
    .filter((field) => !BY_THE_ENGINE.includes(field))
    .map((field) =>
      field === "id" ? `    id: ${idOf(value, isNumber)} ?? "",\n` : `    ${field}: undecided,\n`,
    );
  return `import { type Complete, type Device, type Drift, ${isNumber ? "idText" : "text"}, undecided } from "@mdmkit/unified/vendor";
import type { ${type}DeviceRecord } from "../api/record.ts";

/**
 * A device of ${product}. Replace each \`undecided\` with the value from the record, or with \`undefined\` if the record has
 * none.
 */
export function map${type}Device(device: ${type}DeviceRecord, drift?: Drift): Complete<Device> {
  return {
${rows.join("")}  };
}
`;
}

const idOf = (value: string, isNumber: boolean): string =>
  isNumber ? `idText(${value}, drift)` : `text(${value}, drift)`;

function mapperTest({ names: { type } }: Plan, { id, isNumber }: DeviceGuess): string {
  const key = keyOf(id);
  return `import { expect, it } from "vitest";
import { recordProblems } from "@mdmkit/unified/testing";
import { map${type}Device } from "./map-device.ts";
import type { ${type}DeviceRecord } from "../api/record.ts";

/** A record as the vendor may send it, valid or not. */
const read = (record: object): ${type}DeviceRecord => JSON.parse(JSON.stringify(record));

it("maps the id", () => {
  const device = map${type}Device(read({ ${key}: ${isNumber ? "1000" : '"d-1"'} }));
  expect(device.id).toBe(${isNumber ? '"1000"' : '"d-1"'});
  expect(recordProblems("Device", device)).toEqual([]);
});

it("makes up no id for a record without one", () => expect(map${type}Device(read({})).id).toBe(""));
`;
}
