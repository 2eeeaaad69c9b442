import { keyOf, member, optionalMember } from "../../emit/print.ts";
import type { DeviceGuess } from "../plan/guess-devices.ts";
import type { Files, Plan } from "../plan/plan.ts";

/** The files that read and map devices. */
export function deviceFiles(plan: Plan, devices: DeviceGuess, folder: string): Files {
  return {
    [`${folder}/api/record.ts`]: record(plan, devices),
    [`${folder}/api/responses.ts`]: responses(plan),
    [`${folder}/devices/devices.ts`]: reads(plan, devices),
    [`${folder}/devices/map-device.ts`]: mapper(plan, devices),
    [`${folder}/devices/map-device.test.ts`]: mapperTest(plan, devices),
  };
}

function record({ names: { type, product } }: Plan, { list, get, record: place }: DeviceGuess): string {
  const response = `${type}Types[${JSON.stringify(get)}]["response"]`;
  const single = place === undefined ? response : `NonNullable<${response}>[${JSON.stringify(place)}]`;
  return `import type { ${type}Types } from "../generated/api/client.ts";

type Row = ${type}Types[${JSON.stringify(list)}]["item"];
type Single = ${single};

/** A device of ${product} from list or get, which is \`remote_data\` of a device. */
export type ${type}Device = NonNullable<Row> | NonNullable<Single>;
`;
}

function responses({ names: { id, product } }: Plan): string {
  return `import { InvalidResponseError } from "@mdmkit/runtime";
import { isRecord } from "@mdmkit/unified/vendor";

/** The records of a page. A response without them is not from ${product}. */
export function pageItems<Item>(items: readonly Item[] | null | undefined, operation: string): readonly Item[] {
  if (Array.isArray(items) && (items.length === 0 || items.some(isRecord))) return items;
  throw unusable("The response has no list of records.", operation);
}

/** The record of a response, if it has an id. */
export function wholeRecord<Item>(record: Item | null | undefined, id: unknown, operation: string): Item {
  if (record && id !== undefined && id !== null && id !== "") return record;
  throw unusable("The response has no record.", operation);
}

function unusable(message: string, operation: string): InvalidResponseError {
  return new InvalidResponseError(\`\${message} Is this the API of ${product}?\`, {
    vendor: ${JSON.stringify(id)},
    operation,
    reason: "shape",
  });
}
`;
}

function dotted(object: string, path: string): string {
  return path.split(".").reduce(optionalMember, object);
}

function reads({ names: { id: vendor, type, product } }: Plan, guess: DeviceGuess): string {
  const { isNumber, paging } = guess;
  const errors = ["InvalidInputError", ...(isNumber ? ["NotFoundError"] : [])].join(", ");
  return `import { ${errors} } from "@mdmkit/runtime";
import { ${paging.total === undefined ? "" : "count, "}type DeviceFilters, type GetRequest, type Page, type PageRequest, readAround } from "@mdmkit/unified/vendor";
import { pageItems, wholeRecord } from "../api/responses.ts";
import type { ${type}ReadApi } from "../generated/api/client.ts";
import { map${type}Device } from "./map-device.ts";
import type { ${type}Device } from "../api/record.ts";

/** Devices of ${product}. Guessed from the document; confirm the \`guesses\` of source.yaml. */
export function createDeviceReads(client: ${type}ReadApi) {
  return {
    pageSize: ${paging.max ?? 100},
    filters: [] as const,

    async list({ cursor, limit, split, primary }: PageRequest<DeviceFilters>): Promise<Page<${type}Device>> {
${listBody(guess, type)}    },

    async get(id: string, { primary }: GetRequest): Promise<${type}Device> {
${getBody(guess, vendor)}    },

    map: map${type}Device,
  };
}

/** The position and page size in a cursor. */
function positionOf(cursor: string | undefined, limit: number): [position: number, size: number] {
  if (cursor === undefined) return [${paging.style === "offset" ? 0 : paging.firstPage}, limit];
  const [, position, size] = /^(\\d{1,12})x(\\d{1,6})$/.exec(cursor) ?? [];
  if (position && size) return [Number(position), Number(size)];
  throw new InvalidInputError("Invalid cursor. Pass \`next\` unchanged, with the same filters.", {
    vendor: ${JSON.stringify(vendor)},
  });
}
`;
}

function listBody({ list, items, paging }: DeviceGuess, type: string): string {
  const { style, limit, position, firstPage, total } = paging;
  const isOffset = style === "offset";
  const next = isOffset ? "position + items.length" : "position + 1";
  const before = isOffset
    ? "position"
    : firstPage === 0
      ? "position * size"
      : `(position - ${firstPage}) * size`;
  const place = isOffset
    ? "part.offset"
    : `part.offset / part.size${firstPage === 0 ? "" : ` + ${firstPage}`}`;
  const totalOf = total === undefined ? "" : `, total: count(${dotted("response", total)}) ?? undefined`;
  const end =
    total === undefined
      ? `      // A page may have fewer records than requested and still not be the last.
      if (items.length === 0) return read;
      return { ...read, next: \`\${${next}}x\${size}\` };
`
      : `      const isBeyondTotal = offset + items.length >= (read.total ?? Number.POSITIVE_INFINITY);
      // The total may be too low, so it does not end the list after a full page.
      if (items.length === 0 || (items.length < size && isBeyondTotal)) return read;
      return { ...read, next: \`\${${next}}x\${size}\`, mayBeLast: isBeyondTotal };
`;
  return `      const [position, size] = positionOf(cursor, limit);
      const offset = ${before};
      const read = await readAround<${type}Device>({ offset, size }, { split${isOffset ? "" : ", aligned: true"} }, async (part, call) => {
        const query = { ${keyOf(limit)}: part.size, ${keyOf(position)}: ${place} };
        const response = await client.${list}({ query }, { ...primary, ...call });
        return { items: pageItems(${items === undefined ? "response" : optionalMember("response", items)}, ${JSON.stringify(list)})${totalOf} };
      });
      const { items } = read;
${end}`;
}

function getBody({ get, parameter, isNumber, record, id }: DeviceGuess, vendor: string): string {
  const facts = `{ vendor: ${JSON.stringify(vendor)}, operation: ${JSON.stringify(get)}, status: 404 }`;
  const guard = `      // Ids are numbers, so another id does not exist.
      if (!/^\\d{1,15}$/.test(id)) throw new NotFoundError("404: device not found.", ${facts});
`;
  const read = `await client.${get}({ path: { ${property(parameter, isNumber ? "Number(id)" : "id")} } }, primary)`;
  const found = record === undefined ? "response" : optionalMember("response", record);
  return `${isNumber ? guard : ""}      const response = ${read};
      return wholeRecord(${found}, ${optionalMember(found, id)}, ${JSON.stringify(get)});
`;
}

/** `id`, or `deviceId: id`. */
function property(name: string, value: string): string {
  return name === value ? name : `${keyOf(name)}: ${value}`;
}

/** Fields that the engine fills. */
const ATTACHED: Readonly<Record<string, string>> = {
  remote_data: "attached by the engine",
  is_partial: "set by the engine",
  gaps: "set by the engine",
};

function mapper({ names: { type, product }, fields }: Plan, { id, isNumber }: DeviceGuess): string {
  const value = member("device", id);
  const rows = fields.map((field) => {
    if (field === "id")
      return `    id: ${isNumber ? `count(${value}, drift)?.toString()` : `text(${value}, drift)`} ?? "",\n`;
    return ATTACHED[field]
      ? `    ${field}: undefined, // ${ATTACHED[field]}\n`
      : `    ${field}: undecided,\n`;
  });
  return `import { type Complete, ${isNumber ? "count, " : ""}type Device, type Drift, ${isNumber ? "" : "text, "}undecided } from "@mdmkit/unified/vendor";
import type { ${type}Device } from "../api/record.ts";

/**
 * A device of ${product}. Replace each \`undecided\` with the value from the record, or with \`undefined\` if the record has
 * none.
 */
export function map${type}Device(device: ${type}Device, drift?: Drift): Complete<Device> {
  return {
${rows.join("")}  };
}
`;
}

function mapperTest({ names: { type } }: Plan, { id, isNumber }: DeviceGuess): string {
  const key = keyOf(id);
  return `import { expect, it } from "vitest";
import { recordProblems } from "@mdmkit/unified/testing";
import { map${type}Device } from "./map-device.ts";
import type { ${type}Device } from "../api/record.ts";

/** A record as the vendor may send it, valid or not. */
const read = (record: object): ${type}Device => JSON.parse(JSON.stringify(record));

it("maps the id", () => {
  const device = map${type}Device(read({ ${key}: ${isNumber ? "1000" : '"d-1"'} }));
  expect(device.id).toBe(${isNumber ? '"1000"' : '"d-1"'});
  expect(recordProblems("Device", device)).toEqual([]);
});

it("makes up no id for a record without one", () => expect(map${type}Device(read({})).id).toBe(""));
`;
}
