import type { Api, ApiOperation } from "../../read/api.ts";
import {
  itemsOf,
  type OpenApi,
  propertyOf,
  resolve,
  type Schema,
  type SchemaObject,
} from "../../read/openapi.ts";
import { annotatedPaging } from "./annotated-paging.ts";
import { guessPaging, type PagingGuess } from "./guess-paging.ts";
import { isRead, namesIn, needs, responseOf, typeOf } from "./guess-reads.ts";
import { nameOf } from "./name-operation.ts";

/** The guessed reads of devices. Each part must be confirmed by a call. */
export type DeviceGuess = {
  readonly list: string;
  readonly path: string;
  /** Property with the records; undefined if the response is the list. */
  readonly items: string | undefined;
  /** Undefined: one response has all devices. */
  readonly paging: PagingGuess | undefined;
  /** The annotation is in the overlay already. */
  readonly isAnnotated: boolean;
  readonly get: string;
  /** Path parameter of `get`. */
  readonly parameter: string;
  readonly isNumber: boolean;
  /** Property with the record in the response of `get`; undefined if the response is the record. */
  readonly record: string | undefined;
  /** Property of a record with its id. */
  readonly id: string;
  /** The response without devices has nothing but what is known here. */
  readonly isEmptyKnown: boolean;
  /** Path parameters of both that are the same for all devices of an account, and whether they are numbers. */
  readonly scope: readonly { readonly name: string; readonly isNumber: boolean; readonly inGet: boolean }[];
};

/** A guess, or the reason for none. */
export type DeviceResult =
  | { readonly devices: DeviceGuess }
  | { readonly devices?: undefined; readonly why: string };

/** The operations that a person names, in place of a guess. */
export type DeviceChoice = { readonly list: string; readonly get: string };

const NOUNS = [
  "devices",
  "manageddevices",
  "computers",
  "hosts",
  "endpoints",
  "machines",
  "systems",
  "assets",
  "mobiledevices",
];
const LISTS = [
  "results",
  "items",
  "data",
  "devices",
  "hosts",
  "computers",
  "value",
  "records",
  "content",
  "entries",
  "list",
];
const RECORDS = ["data", "result", "device", "host", "computer", "item", "record"];
/** Path parameters that name whose devices are meant. */
const SCOPE =
  /^(org|organi[sz]ation|tenant|account|customer|company|enterprise|workspace|site|instance|realm|domain|project|environment)[-_]?(id|uuid|key|name|slug)?$/i;

/** Finds a list of devices, and the read of a single device. */
export function guessDevices(api: Api, choice?: DeviceChoice): DeviceResult {
  if (choice) return chosen(api, choice);
  const candidates = api.operations.filter(
    (operation) => nounRank(operation) >= 0 && operation.method === "GET",
  );
  const reasons: string[] = [];
  for (const list of candidates.toSorted(
    (a, b) => nounRank(a) - nounRank(b) || a.path.length - b.path.length,
  )) {
    const found = guessFrom(api, list, {
      gets: api.operations.filter((operation) => isGetOf(operation, list)),
    });
    if (typeof found !== "string") return { devices: found };
    reasons.push(`${list.id} ${found}`);
  }
  return { why: reasons.slice(0, 3).join("; ") || "no path is named after devices" };
}

/** The operations that were named; any paging will do, also none. */
function chosen(api: Api, choice: DeviceChoice): DeviceResult {
  const [list, get] = [choice.list, choice.get].map((id) =>
    api.operations.find((operation) => operation.id === id),
  );
  if (!list || !get) return { why: `${list ? choice.get : choice.list} is not in the document` };
  const found = guessFrom(api, list, { gets: [get], isChosen: true });
  return typeof found === "string" ? { why: `${list.id} ${found}` } : { devices: found };
}

/** `/devices`, `/device` and `/managed-devices/`. */
function nounRank({ path }: ApiOperation): number {
  const last = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  const noun = last.toLowerCase().replaceAll(/[^a-z]/g, "");
  const rank = NOUNS.indexOf(noun);
  return rank >= 0 ? rank : NOUNS.indexOf(`${noun}s`);
}

type Candidates = { readonly gets: readonly ApiOperation[]; readonly isChosen?: true };

function guessFrom(api: Api, list: ApiOperation, { gets, isChosen }: Candidates): DeviceGuess | string {
  const { document } = api;
  const response = responseOf(list);
  if (!isRead(list)) return "is deprecated, or has no success with JSON";
  const items = itemsIn(document, response, list);
  if (!items) return "has no records in its response schema: add them to the overlay";
  const scope = scopeOf(list);
  let why = "has no read of a single device by id: name it with --devices";
  for (const get of gets) {
    const parameter = idParameterOf(get, scope);
    if (parameter === undefined) continue;
    for (const record of [undefined, ...RECORDS]) {
      const schema = record === undefined ? responseOf(get) : propertyOf(document, responseOf(get), record);
      const id = idOf(document, { row: items.schema, record: schema, parameter });
      if (!id) continue;
      const paging = annotatedPaging(list) ?? guessPaging({ document, operation: list, response, id });
      const known = [paging?.limit, paging?.position, ...scope.map(({ name }) => name)];
      const needed = needs(list).find(({ name }) => !known.includes(name));
      if (needed) return `takes ${needed.name}`;
      if (!paging && !isChosen) {
        why =
          "has no paging that is known: annotate it in the overlay, or name it with --devices if one response has all";
        continue;
      }
      return {
        list: nameOf(api, list),
        path: list.path,
        items: items.name,
        paging,
        isAnnotated: list.pagination !== undefined,
        get: nameOf(api, get),
        parameter,
        isNumber: typeOf(document, items.schema, id) !== "string",
        record,
        id,
        isEmptyKnown: isEmptyKnown(document, response, [items.name, paging?.total]),
        scope: scope.map((one) => ({ ...one, inGet: namesInPath(get).includes(one.name) })),
      };
    }
  }
  return why;
}

const namesInPath = ({ parameters }: ApiOperation) =>
  parameters.filter(({ in: place }) => place === "path").map(({ name }) => name);

/** Whether an empty list needs no property but those that are known; without properties it is a bare list. */
function isEmptyKnown(
  document: OpenApi,
  response: Schema | undefined,
  known: readonly (string | undefined)[],
): boolean {
  const { required = [] } = typeof response === "object" ? resolve<SchemaObject>(document, response) : {};
  return required.every((name) => known.includes(name)) && !known.some((name) => name?.includes("."));
}

/** What the path of the list names. */
function scopeOf({ parameters }: ApiOperation): { name: string; isNumber: boolean }[] {
  return parameters
    .filter(({ in: place, name }) => place === "path" && SCOPE.test(name))
    .map(({ name, schema }) => {
      const type = typeof schema === "object" ? [schema.type].flat()[0] : undefined;
      return { name, isNumber: type === "integer" || type === "number" };
    });
}

/** The parameter that names a device: the only one that is needed besides those of the list. */
function idParameterOf(get: ApiOperation, scope: readonly { readonly name: string }[]): string | undefined {
  const own = needs(get).filter(({ name }) => !scope.some((one) => one.name === name));
  return isRead(get) && own.length === 1 && own[0]?.in === "path" ? own[0].name : undefined;
}

function itemsIn(
  document: OpenApi,
  response: Schema | undefined,
  { pagination }: ApiOperation,
): { name: string | undefined; schema: Schema } | undefined {
  const bare = itemsOf(document, response);
  if (bare !== undefined) return { name: undefined, schema: bare };
  for (const name of [pagination?.items, ...LISTS]) {
    const schema = name === undefined ? undefined : itemsOf(document, propertyOf(document, response, name));
    if (name !== undefined && schema !== undefined) return { name, schema };
  }
  return undefined;
}

/** `GET /devices/{id}` or `GET /device/{id}` for `GET /devices`, also if the list is below an organization and the device is not. */
function isGetOf(operation: ApiOperation, { path }: ApiOperation): boolean {
  const [, before] = /^(.*)\/\{[^{}/]+\}\/?$/.exec(operation.path) ?? [];
  const list = path.replace(/\/+$/, "");
  const short = `/${list.split("/").at(-1) ?? ""}`;
  const forms = [list, short].flatMap((form) => [form, form.replace(/s$/, ""), `${form}s`]);
  return isRead(operation) && forms.includes(before ?? "");
}

type Sides = { readonly row: Schema; readonly record: Schema | undefined; readonly parameter: string };

/** The id: a string or number property with the same name in the row and in the record. */
function idOf(document: OpenApi, { row, record, parameter }: Sides): string | undefined {
  const names = [
    "id",
    parameter,
    "_id",
    "deviceId",
    "device_id",
    "hostId",
    "host_id",
    "uuid",
    "udid",
    "serial",
  ];
  const known = new Set(namesIn(document, row));
  return names.find((name) => {
    const type = typeOf(document, row, name);
    return (
      known.has(name) && (type === "string" || type === "integer") && typeOf(document, record, name) === type
    );
  });
}
