import type { Api, ApiOperation } from "../../read/api.ts";
import { itemsOf, type OpenApi, propertyOf, type Schema } from "../../read/openapi.ts";
import { guessPaging, type PagingGuess } from "./guess-paging.ts";
import { answerOf, isPlainRead, namesIn, needs, typeOf } from "./guess-reads.ts";

/** How devices seem to be listed and read; every part of it is to be confirmed by a call. */
export type DeviceGuess = {
  readonly list: string;
  readonly path: string;
  /** Property with the records; undefined where the answer is the list. */
  readonly items: string | undefined;
  readonly paging: PagingGuess;
  readonly get: string;
  /** Path parameter of `get`. */
  readonly parameter: string;
  readonly isNumber: boolean;
  /** Property of `get`'s answer with the record; undefined where that is the answer. */
  readonly record: string | undefined;
  /** Property of a record with its id. */
  readonly id: string;
};

/** A guess, or why there is none. */
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

/** Looks for a list of devices whose pages can be followed, and for the read of one of them. */
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
  return { why: reasons.slice(0, 3).join("; ") || "no path ends in a word for devices" };
}

function nounRank({ path }: ApiOperation): number {
  const last = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return NOUNS.indexOf(last.toLowerCase().replaceAll(/[^a-z]/g, ""));
}

function guessFrom(api: Api, list: ApiOperation): DeviceGuess | string {
  const { document } = api;
  const answer = answerOf(list);
  if (!isPlainRead(list)) return "is given up, or its document describes no JSON with a status of success";
  const paging = guessPaging(document, list, answer);
  const items = itemsIn(document, answer);
  if (!items) return "says nothing of the records in its answer";
  const needed = needs(list).find(({ name }) => name !== paging?.limit && name !== paging?.position);
  if (needed) return `takes ${needed.name}`;
  if (!paging) return "has no pages by offset or number, so nothing tells when it has ended";
  for (const get of api.operations.filter((operation) => isGetOf(operation, list))) {
    const parameter = needs(get)[0]?.name ?? "";
    for (const record of [undefined, ...RECORDS]) {
      const schema = record === undefined ? answerOf(get) : propertyOf(document, answerOf(get), record);
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
  return "has no read of one device by its id beside it";
}

function itemsIn(
  document: OpenApi,
  answer: Schema | undefined,
): { name: string | undefined; schema: Schema } | undefined {
  const bare = itemsOf(document, answer);
  if (bare !== undefined) return { name: undefined, schema: bare };
  for (const name of LISTS) {
    const schema = itemsOf(document, propertyOf(document, answer, name));
    if (schema !== undefined) return { name, schema };
  }
  return undefined;
}

/** `GET /devices/{id}` or `GET /device/{id}` of `GET /devices`. */
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

/** A property of the same name and a plain type in the row and in the record. */
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
