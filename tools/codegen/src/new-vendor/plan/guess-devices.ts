import type { Api, ApiOperation } from "../../read/api.ts";
import { itemsOf, type OpenApi, propertyOf, type Schema } from "../../read/openapi.ts";
import { guessPaging, type PagingGuess } from "./guess-paging.ts";
import { isPlainRead, namesIn, needs, responseOf, typeOf } from "./guess-reads.ts";

/** The guessed reads of devices. Each part must be confirmed by a call. */
export type DeviceGuess = {
  readonly list: string;
  readonly path: string;
  /** Property with the records; undefined if the response is the list. */
  readonly items: string | undefined;
  readonly paging: PagingGuess;
  readonly get: string;
  /** Path parameter of `get`. */
  readonly parameter: string;
  readonly isNumber: boolean;
  /** Property with the record in the response of `get`; undefined if the response is the record. */
  readonly record: string | undefined;
  /** Property of a record with its id. */
  readonly id: string;
};

/** A guess, or the reason for none. */
export type DeviceResult =
  | { readonly devices: DeviceGuess }
  | { readonly devices?: undefined; readonly why: string };

const NOUNS = [
  "devices",
  "manageddevices",
  "computers",
  "endpoints",
  "machines",
  "systems",
  "assets",
  "mobiledevices",
];
const LISTS = ["results", "items", "data", "devices", "value", "records", "content", "entries", "list"];
const RECORDS = ["data", "result", "device", "item", "record"];

/** Finds a list of devices with paging, and the read of a single device. */
export function guessDevices(api: Api): DeviceResult {
  const candidates = api.operations.filter(
    (operation) => nounRank(operation) >= 0 && operation.method === "GET",
  );
  const reasons: string[] = [];
  for (const list of candidates.toSorted(
    (a, b) => nounRank(a) - nounRank(b) || a.path.length - b.path.length,
  )) {
    const found = guessFrom(api, list);
    if (typeof found !== "string") return { devices: found };
    reasons.push(`${list.id} ${found}`);
  }
  return { why: reasons.slice(0, 3).join("; ") || "no path is named after devices" };
}

function nounRank({ path }: ApiOperation): number {
  const last = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return NOUNS.indexOf(last.toLowerCase().replaceAll(/[^a-z]/g, ""));
}

function guessFrom(api: Api, list: ApiOperation): DeviceGuess | string {
  const { document } = api;
  const response = responseOf(list);
  if (!isPlainRead(list)) return "is deprecated, or has no 2xx response with JSON";
  const paging = guessPaging(document, list, response);
  const items = itemsIn(document, response);
  if (!items) return "has no records in its response schema";
  const needed = needs(list).find(({ name }) => name !== paging?.limit && name !== paging?.position);
  if (needed) return `takes ${needed.name}`;
  if (!paging) return "has no paging by offset or page number";
  for (const get of api.operations.filter((operation) => isGetOf(operation, list))) {
    const parameter = needs(get)[0]?.name ?? "";
    for (const record of [undefined, ...RECORDS]) {
      const schema = record === undefined ? responseOf(get) : propertyOf(document, responseOf(get), record);
      const id = idOf(document, { row: items.schema, record: schema, parameter });
      if (!id) continue;
      const isNumber = typeOf(document, items.schema, id) !== "string";
      return {
        list: list.id,
        path: list.path,
        items: items.name,
        paging,
        get: get.id,
        parameter,
        isNumber,
        record,
        id,
      };
    }
  }
  return "has no read of a single device by id";
}

function itemsIn(
  document: OpenApi,
  response: Schema | undefined,
): { name: string | undefined; schema: Schema } | undefined {
  const bare = itemsOf(document, response);
  if (bare !== undefined) return { name: undefined, schema: bare };
  for (const name of LISTS) {
    const schema = itemsOf(document, propertyOf(document, response, name));
    if (schema !== undefined) return { name, schema };
  }
  return undefined;
}

/** `GET /devices/{id}` or `GET /device/{id}` for `GET /devices`. */
function isGetOf(operation: ApiOperation, { path }: ApiOperation): boolean {
  const [, before] = /^(.*)\/\{[^{}/]+\}\/?$/.exec(operation.path) ?? [];
  const list = path.replace(/\/+$/, "");
  return (
    isPlainRead(operation) &&
    needs(operation).length === 1 &&
    [list, list.replace(/s$/, "")].includes(before ?? "")
  );
}

type Sides = { readonly row: Schema; readonly record: Schema | undefined; readonly parameter: string };

/** The id: a string or number property with the same name in the row and in the record. */
function idOf(document: OpenApi, { row, record, parameter }: Sides): string | undefined {
  const names = ["id", parameter, "_id", "deviceId", "device_id", "uuid", "udid"];
  const known = new Set(namesIn(document, row));
  return names.find((name) => {
    const type = typeOf(document, row, name);
    return (
      known.has(name) && (type === "string" || type === "integer") && typeOf(document, record, name) === type
    );
  });
}
