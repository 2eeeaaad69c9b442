import { keyOf, member, optionalMember } from "../../emit/print.ts";
import type { DeviceGuess } from "../plan/guess-devices.ts";
import type { Files, Plan } from "../plan/plan.ts";

/** What reads and maps devices, where a list could be guessed. */
export function deviceFiles(plan: Plan, devices: DeviceGuess, folder: string): Files {
  return {
    [`${folder}/api/record.ts`]: record(plan, devices),
    [`${folder}/api/answers.ts`]: answers(plan),
    [`${folder}/devices/devices.ts`]: reads(plan, devices),
    [`${folder}/devices/map-device.ts`]: mapper(plan, devices),
    [`${folder}/devices/map-device.test.ts`]: mapperTest(plan, devices),
  };
}

function record({ names: { type, product } }: Plan, { list, get, record: place }: DeviceGuess): string {
  const answer = `${type}Types[${JSON.stringify(get)}]["response"]`;
  const single = place === undefined ? answer : `NonNullable<${answer}>[${JSON.stringify(place)}]`;
  return `import type { ${type}Types } from "../generated/api/client.ts";

type Row = ${type}Types[${JSON.stringify(list)}]["item"];
type Single = ${single};

/** A device of ${product}, as a row of its list or read alone; this is \`remote_data\` of a device. */
export type ${type}Device = NonNullable<Row> | NonNullable<Single>;
`;
}

function answers({ names: { id, product } }: Plan): string {
  return `import { InvalidResponseError } from "@mdmkit/runtime";
import { isRecord } from "../../../records/record.ts";

/** The records of a page; an answer without them is not ${product} speaking. */
export function pageItems<Item>(items: readonly Item[] | null | undefined, operation: string): readonly Item[] {
  if (Array.isArray(items) && (items.length === 0 || items.some(isRecord))) return items;
  throw unusable("The answer holds no list of records.", operation);
}

/** The record of an answer, if it has an id. */
export function wholeRecord<Item>(record: Item | null | undefined, id: unknown, operation: string): Item {
  if (record && id !== undefined && id !== null && id !== "") return record;
  throw unusable("The answer holds no record.", operation);
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
${paging.total === undefined ? "" : 'import { count } from "../../../mapping/values.ts";\n'}import type { DeviceFilters } from "../../../contract/model.ts";
import type { GetRequest, Page, PageRequest } from "../../../contract/vendor.ts";
import { pageItems, wholeRecord } from "../api/answers.ts";
import type { ${type}ReadApi } from "../generated/api/client.ts";
import { map${type}Device } from "./map-device.ts";
import type { ${type}Device } from "../api/record.ts";

/** Devices of ${product}. Guessed from the document; \`guesses\` of source.yaml says what is to be confirmed. */
export function createDeviceReads(client: ${type}ReadApi) {
  return {
    pageSize: ${paging.max ?? 100},
    filters: [] as const,

    async list({ cursor, limit, primary }: PageRequest<DeviceFilters>): Promise<Page<${type}Device>> {
${listBody(guess)}    },

    async get(id: string, { primary }: GetRequest): Promise<${type}Device> {
${getBody(guess, vendor)}    },

    map: map${type}Device,
  };
}

/** Where a cursor stands, and the page size it was made with. */
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

function listBody({ list, items, paging }: DeviceGuess): string {
  const { style, limit, position, firstPage, total } = paging;
  const next = style === "offset" ? "position + items.length" : "position + 1";
  const seen = style === "offset" ? next : `(position - ${firstPage}) * size + items.length`;
  const totalLine =
    total === undefined ? "" : `      const total = count(${dotted("answer", total)}) ?? undefined;\n`;
  const isLast = `items.length === 0${total === undefined ? "" : ` || ${seen} >= (total ?? Number.POSITIVE_INFINITY)`}`;
  return `      const [position, size] = positionOf(cursor, limit);
      const query = { ${keyOf(limit)}: size, ${property(position, "position")} };
      const answer = await client.${list}({ query }, primary);
      const items = pageItems(${items === undefined ? "answer" : optionalMember("answer", items)}, ${JSON.stringify(list)});
${totalLine}      // A short page may only mean that the vendor gives fewer than were asked for.
      const isLast = ${isLast};
      return { items${total === undefined ? "" : ", total"}, ...(!isLast && { next: \`\${${next}}x\${size}\` }) };
`;
}

function getBody({ get, parameter, isNumber, record, id }: DeviceGuess, vendor: string): string {
  const facts = `{ vendor: ${JSON.stringify(vendor)}, operation: ${JSON.stringify(get)}, status: 404 }`;
  const guard = `      // Ids are numbers here, so another one is nobody's.
      if (!/^\\d{1,15}$/.test(id)) throw new NotFoundError("404, there is no such device.", ${facts});
`;
  const read = `await client.${get}({ path: { ${property(parameter, isNumber ? "Number(id)" : "id")} } }, primary)`;
  const found = record === undefined ? "answer" : optionalMember("answer", record);
  return `${isNumber ? guard : ""}      const answer = ${read};
      return wholeRecord(${found}, ${optionalMember(found, id)}, ${JSON.stringify(get)});
`;
}

/** `id`, or `deviceId: id`. */
function property(name: string, value: string): string {
  return name === value ? name : `${keyOf(name)}: ${value}`;
}

/** Fields the engine fills. */
const ATTACHED: Readonly<Record<string, string>> = {
  remote_data: "attached by the engine",
  is_partial: "set by the engine",
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
  return `import { type Complete, undecided } from "../../../mapping/complete.ts";
import { ${isNumber ? "count" : "text"} } from "../../../mapping/values.ts";
import type { Drift } from "../../../contract/drift.ts";
import type { Device } from "../../../contract/model.ts";
import type { ${type}Device } from "../api/record.ts";

/**
 * A device of ${product}. Each \`undecided\` is a question: put what the record tells there, or \`undefined\` where it tells
 * nothing.
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
import { recordProblems } from "../../../testing/index.ts";
import { map${type}Device } from "./map-device.ts";
import type { ${type}Device } from "../api/record.ts";

/** As a vendor may send it, whatever its document demands. */
const read = (record: object): ${type}Device => JSON.parse(JSON.stringify(record));

it("maps the id", () => {
  const device = map${type}Device(read({ ${key}: ${isNumber ? "1000" : '"d-1"'} }));
  expect(device.id).toBe(${isNumber ? '"1000"' : '"d-1"'});
  expect(recordProblems("Device", device)).toEqual([]);
});

it("makes up no id for a record without one", () => expect(map${type}Device(read({})).id).toBe(""));
`;
}
