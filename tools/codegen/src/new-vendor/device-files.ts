import { keyOf } from "../print.ts";
import type { DeviceGuess } from "./guess-devices.ts";
import { member, optionalMember } from "./member-access.ts";
import type { Files, Plan } from "./plan.ts";

/** What reads and maps devices, where a list could be guessed. */
export function deviceFiles(plan: Plan, devices: DeviceGuess, folder: string): Files {
  return {
    [`${folder}/record.ts`]: record(plan, devices),
    [`${folder}/answers.ts`]: answers(plan),
    [`${folder}/devices.ts`]: reads(plan, devices),
    [`${folder}/map-device.ts`]: mapper(plan, devices),
    [`${folder}/map-device.test.ts`]: mapperTest(plan, devices),
  };
}

function record({ names: { type, product } }: Plan, { list, get, record: place }: DeviceGuess): string {
  const answer = `${type}Types[${JSON.stringify(get)}]["answer"]`;
  const single = place === undefined ? answer : `NonNullable<${answer}>[${JSON.stringify(place)}]`;
  return `import type { ${type}Types } from "./client.ts";

type Row = ${type}Types[${JSON.stringify(list)}]["item"];
type Single = ${single};

/** A device of ${product}, as a row of its list or read alone; this is \`remote_data\` of a device. */
export type ${type}Device = NonNullable<Row> | NonNullable<Single>;
`;
}

function answers({ names: { id, product } }: Plan): string {
  return `import { InvalidResponseError } from "@mdmkit/runtime";
import { isRecord } from "../../record.ts";

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
  const { list, get, parameter, isNumber, items, paging, record: place, id } = guess;
  const { style, limit, position, firstPage, max, total } = paging;
  const start = style === "offset" ? "0" : String(firstPage);
  const following = style === "offset" ? "position + items.length" : "position + 1";
  const seen =
    style === "offset" ? "position + items.length" : `(position - ${firstPage}) * size + items.length`;
  return `${isNumber ? 'import { NotFoundError } from "@mdmkit/runtime";\n' : ""}${total === undefined ? "" : 'import { count } from "../../mapping/values.ts";\n'}import type { DeviceFilters } from "../../model.ts";
import type { GetRequest, Page, PageRequest } from "../../vendor.ts";
import { pageItems, wholeRecord } from "./answers.ts";
import type { ${type}Api } from "./client.ts";
import { map${type}Device } from "./map-device.ts";
import type { ${type}Device } from "./record.ts";

/** Devices of ${product}. Guessed from the document; \`guesses\` of source.yaml says what is to be confirmed. */
export function createDevices(client: ${type}Api) {
  return {
    pageSize: ${max ?? 100},
    filters: [] as const,

    async list({ cursor, limit, primary }: PageRequest<DeviceFilters>): Promise<Page<${type}Device>> {
      const [position, size] = positionOf(cursor, limit);
      const query = { ${keyOf(limit)}: size, ${keyOf(position)}: position };
      const answer = await client.${list}({ query }, primary);
      const items = pageItems(${items === undefined ? "answer" : optionalMember("answer", items)}, ${JSON.stringify(list)});
${total === undefined ? "" : `      const total = count(${dotted("answer", total)}) ?? undefined;\n`}      // A short page may only mean that the vendor gives fewer than were asked for.
      const isLast = items.length === 0${total === undefined ? "" : ` || ${seen} >= (total ?? Number.POSITIVE_INFINITY)`};
      return { items${total === undefined ? "" : ", total"}, ...(!isLast && { next: \`\${${following}}x\${size}\` }) };
    },

    async get(id: string, { primary }: GetRequest): Promise<${type}Device> {
      ${isNumber ? `if (!/^\\d{1,15}$/.test(id)) throw unknown();\n      ` : ""}const answer = await client.${get}({ path: { ${keyOf(parameter)}: ${isNumber ? "Number(id)" : "id"} } }, primary);
      const record = ${place === undefined ? "answer" : optionalMember("answer", place)};
      return wholeRecord(record, ${optionalMember("record", id)}, ${JSON.stringify(get)});
    },

    map: map${type}Device,
  };
}

/** Where a cursor stands, and the page size it was made with. */
function positionOf(cursor: string | undefined, limit: number): [position: number, size: number] {
  const [position = ${start}, size = limit] = cursor?.split("x").map(Number) ?? [];
  return [position, size];
}
${isNumber ? unknownId(vendor, get) : ""}`;
}

function unknownId(vendor: string, operation: string): string {
  const facts = `{ vendor: ${JSON.stringify(vendor)}, operation: ${JSON.stringify(operation)}, status: 404 }`;
  return `
/** Ids are numbers here, so this one is nobody's. */
function unknown(): NotFoundError {
  return new NotFoundError("404, there is no such device.", ${facts});
}
`;
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
      return `    id: ${isNumber ? `count(${value})?.toString()` : `text(${value})`} ?? "",\n`;
    return ATTACHED[field]
      ? `    ${field}: undefined, // ${ATTACHED[field]}\n`
      : `    ${field}: undecided,\n`;
  });
  return `import type { Complete } from "../../mapping/complete.ts";
import { undecided } from "../../mapping/undecided.ts";
import { ${isNumber ? "count" : "text"} } from "../../mapping/values.ts";
import type { Device } from "../../model.ts";
import type { ${type}Device } from "./record.ts";

/**
 * A device of ${product}. Each \`undecided\` is a question: put what the record tells there, or \`undefined\` where it tells
 * nothing.
 */
export function map${type}Device(device: ${type}Device): Complete<Device> {
  return {
${rows.join("")}  };
}
`;
}

function mapperTest({ names: { type } }: Plan, { id, isNumber }: DeviceGuess): string {
  const key = keyOf(id);
  return `import { expect, it } from "vitest";
import { recordProblems } from "../../testing/index.ts";
import { map${type}Device } from "./map-device.ts";
import type { ${type}Device } from "./record.ts";

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
