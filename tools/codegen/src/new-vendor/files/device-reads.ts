import { keyOf, optionalMember } from "../../emit/print.ts";
import type { DeviceGuess } from "../plan/guess-devices.ts";
import { isByLink, type LinkedPaging, type NumberedPaging } from "../plan/guess-paging.ts";
import type { Plan } from "../plan/plan.ts";
import { scopeOptions } from "./access-parts.ts";

/** The source of what lists and gets devices. */
export function deviceReads(plan: Plan, guess: DeviceGuess): string {
  const { type, product } = plan.names;
  const { paging } = guess;
  const own = listSource(plan, guess);
  const helpers = [
    "type DeviceFilters",
    "type GetRequest",
    "type Page",
    "type PageRequest",
    ...own.helpers,
  ].sort();
  const options = scopeOptions(plan).map(({ name }) => name);
  const scope = options.length > 0 ? `, { ${options.join(", ")} }: ${type}Scope` : "";
  return `import { ${helpers.join(", ")} } from "@mdmkit/unified/vendor";
import { ${[...(own.usesErrors || guess.isNumber ? ["errors"] : []), "pageItems", "wholeRecord"].join(", ")} } from "../api/responses.ts";
import type { ${type}ReadApi } from "../generated/api/client.ts";
import { map${type}Device } from "./map-device.ts";
import type { ${type}DeviceRecord } from "../api/record.ts";
${scope && scopeParts(plan)}
/** Devices of ${product}. Guessed from the document; confirm the \`guesses\` of source.yaml. */
export function createDeviceReads(client: ${type}ReadApi${scope}) {
${scope && `  const path = { ${pathOf(plan, guess).join(", ")} };\n`}  return {
    pageSize: ${paging?.max ?? 100},
    filters: [] as const,

    async list(${own.takes}): Promise<Page<${type}DeviceRecord>> {
${own.body}    },

    async get(id: string, { primary }: GetRequest): Promise<${type}DeviceRecord> {
${getBody(guess)}    },

    map: map${type}Device,
  };
}
${own.rest ?? ""}`;
}

function listSource(plan: Plan, guess: DeviceGuess): ListSource {
  const { paging, id, isNumber } = guess;
  if (!paging) return listAtOnce(guess);
  if (paging.style !== "cursor") return numberedList(plan, guess, paging);
  const isById = paging.last === "id" && id === "id" && isNumber && paging.limit !== undefined;
  return isById ? listAfterId(plan, guess, paging) : linkedList(plan, guess, paging);
}

/** The options that become part of every path. */
function scopeParts(plan: Plan): string {
  const { type } = plan.names;
  const options = scopeOptions(plan);
  return `
/** Whose devices are read. */
export type ${type}Scope = {
${options.map(({ name, description }) => `  /** ${description}. */\n  ${name}: string;\n`).join("")}};

/** Reads of devices without the rest of the vendor. */
export function createStandaloneDeviceReads(client: ${type}ReadApi, options: ${type}Scope) {
  return createDeviceReads(client, options);
}
`;
}

function pathOf(plan: Plan, { scope }: DeviceGuess): string[] {
  const options = scopeOptions(plan);
  return scope.map(({ name, isNumber }, at) =>
    property(name, isNumber ? `Number(${options[at]?.name})` : (options[at]?.name ?? "")),
  );
}

type ListSource = {
  readonly helpers: readonly string[];
  /** The parameters of \`list\`, and its body. */
  readonly takes: string;
  readonly body: string;
  readonly usesErrors?: true;
  /** Functions that the body calls. */
  readonly rest?: string;
};

/** What a call is given besides its query. */
const pathPart = ({ scope }: DeviceGuess) => (scope.length > 0 ? "path" : undefined);

function itemsOf({ list, items }: DeviceGuess): string {
  return `pageItems(${items === undefined ? "response" : optionalMember("response", items)}, ${JSON.stringify(list)})`;
}

function listAtOnce(guess: DeviceGuess): ListSource {
  const input = pathPart(guess) ? "{ path }" : "{}";
  return {
    helpers: [],
    takes: "{ primary }: PageRequest<DeviceFilters>",
    body: `      const response = await client.${guess.list}(${input}, primary);
      return { items: ${itemsOf(guess)} };
`,
  };
}

function linkedList({ names: { type } }: Plan, guess: DeviceGuess, paging: LinkedPaging): ListSource {
  const { list } = guess;
  const { limit, position, isDeclared, next } = paging;
  const path = pathPart(guess);
  const facts = [
    `operation: ${JSON.stringify(list)}`,
    `parameter: ${JSON.stringify(position)}`,
    "errors",
    ...(isDeclared && !isByLink(paging)
      ? []
      : [`url: () => client.prepare(${JSON.stringify(list)}, {${path ? " path " : ""}}).url`]),
  ];
  const query = limit === undefined ? [] : [`query: isLink ? {} : { ${property(limit, "limit")} }`];
  return {
    helpers: ["readLinked"],
    takes: `${limit === undefined ? "request" : "{ limit, ...request }"}: PageRequest<DeviceFilters>`,
    usesErrors: true,
    body: `      const list = { ${facts.join(", ")} };
      return readLinked<${type}DeviceRecord>(list, request, async (${limit === undefined ? "_" : "{ isLink }"}, call) => {
        const response = await client.${list}({ ${[...(path ? [path] : []), ...query].join(", ")} }, call);
        const items = ${itemsOf(guess)};
        return { items, next: ${next === undefined ? behindLast(paging) : dotted("response", next)} };
      });
`,
  };
}

/** The last record may be one that cannot be read. */
function behindLast({ last = "", more }: LinkedPaging): string {
  const at = optionalMember("item", last);
  const cursor = `items.findLast((item) => ${at})${optionalMember("", last)}`;
  return more === undefined ? cursor : `${dotted("response", more)} === false ? undefined : ${cursor}`;
}

/** Ids that are numbers are in order, so that the engine notices a page that begins again. */
function listAfterId({ names: { type } }: Plan, guess: DeviceGuess, paging: LinkedPaging): ListSource {
  const { limit = "", position, more } = paging;
  const query = `query: { ${property(position, "after")}, ${property(limit, "limit")} }`;
  const says = more === undefined ? "" : `, more: ${dotted("response", more)}`;
  return {
    helpers: ["readAfter"],
    takes: "request: PageRequest<DeviceFilters>",
    usesErrors: true,
    body: `      const list = { operation: ${JSON.stringify(guess.list)}, parameter: ${JSON.stringify(position)}, errors };
      return readAfter<${type}DeviceRecord>(list, request, async ({ after, limit }, call) => {
        const response = await client.${guess.list}({ ${pathPart(guess) ? "path, " : ""}${query} }, call);
        return { rows: ${itemsOf(guess)}${says} };
      });
`,
  };
}

function numberedList({ names: { type } }: Plan, guess: DeviceGuess, paging: NumberedPaging): ListSource {
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
  const query = `query: { ${keyOf(limit)}: part.size, ${keyOf(position)}: ${place} }`;
  const input = [...(pathPart(guess) ? ["path"] : []), query].join(", ");
  return {
    helpers: [...(total === undefined ? [] : ["count"]), "readAround"],
    takes: "{ cursor, limit, split, primary }: PageRequest<DeviceFilters>",
    usesErrors: true,
    body: `      const [position, size] = positionOf(cursor, limit);
      const offset = ${before};
      const read = await readAround<${type}DeviceRecord>({ offset, size }, { split${isOffset ? "" : ", aligned: true"} }, async (part, call) => {
        const response = await client.${guess.list}({ ${input} }, { ...primary, ...call });
        return { items: ${itemsOf(guess)}${totalOf} };
      });
      const { items } = read;
${end}`,
    rest: `
/** The position and page size in a cursor. */
function positionOf(cursor: string | undefined, limit: number): [position: number, size: number] {
  if (cursor === undefined) return [${isOffset ? 0 : firstPage}, limit];
  const [, position, size] = /^(\\d{1,12})x(\\d{1,6})$/.exec(cursor) ?? [];
  if (position && size) return [Number(position), Number(size)];
  throw errors.invalidCursor();
}
`,
  };
}

function getBody({ get, parameter, isNumber, record, id, scope }: DeviceGuess): string {
  const guard = `      // Ids are numbers, so another id does not exist.
      if (!/^\\d{1,15}$/.test(id)) throw errors.notFound(${JSON.stringify(get)}, "404: device not found.");
`;
  const whose = scope.some(({ inGet }) => inGet) ? "...path, " : "";
  const read = `await client.${get}({ path: { ${whose}${property(parameter, isNumber ? "Number(id)" : "id")} } }, primary)`;
  const found = record === undefined ? "response" : optionalMember("response", record);
  return `${isNumber ? guard : ""}      const response = ${read};
      return wholeRecord(${found}, ${optionalMember(found, id)}, ${JSON.stringify(get)});
`;
}

function dotted(object: string, path: string): string {
  // A property whose own name has dots, such as \`@odata.nextLink\`, is not nested.
  return path.startsWith("@") ? optionalMember(object, path) : path.split(".").reduce(optionalMember, object);
}

/** \`id\`, or \`deviceId: id\`. */
function property(name: string, value: string): string {
  return name === value ? name : `${keyOf(name)}: ${value}`;
}
