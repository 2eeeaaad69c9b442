import { isObject, isStrings, type JsonObject, type JsonValue } from "./json.ts";

/** The annotation `x-mdmkit-pagination`. `@mdmkit/runtime` documents each property. */
export type Pagination = {
  readonly style: "offset" | "page" | "cursor";
  readonly in?: "query" | "body";
  readonly items?: string;
  readonly order?: Readonly<Record<string, string>>;
  /** Names of the paging parameters. */
  readonly names: readonly string[];
  /** The annotation as written. */
  readonly raw: JsonObject;
};

export type Safety = "read" | "write" | "destructive";

const STYLES = { offset: "offset", page: "page", cursor: "cursor" } as const;
const SAFETIES = { read: "read", write: "write", destructive: "destructive" } as const;

const PAGINATION_KEYS: Readonly<Record<string, "text" | "number" | "object">> = {
  style: "text",
  in: "text",
  limit: "text",
  offset: "text",
  page: "text",
  cursor: "text",
  firstPage: "number",
  default: "number",
  max: "number",
  cap: "number",
  items: "text",
  next: "text",
  last: "text",
  more: "text",
  total: "text",
  totalHeader: "text",
  order: "object",
};

/** What an operation links with the record in its path, as `x-mdmkit-association` gives it. */
export type Association = {
  /** The collection at the other end. */
  readonly to?: string;
  /** The query parameter or body property that names that collection. */
  readonly type?: string;
  /** The body property with the id of the other record. */
  readonly id?: string;
  /** Body properties and the values with which they end the association. */
  readonly remove?: Readonly<Record<string, string>>;
};

/** Records that several paths share, as `x-mdmkit-collections` gives them. */
export type Collection = {
  /** The paths of the collection; an item of it is one segment below. */
  readonly paths: readonly string[];
  /** The property that holds the id of a record. */
  readonly id?: string;
  /** The property that the segment below a path names, where that is not the id. */
  readonly by?: Readonly<Record<string, string>>;
};

/** Reports an invalid annotation: the keys below it, the message, and the fix. */
export type Complain = (keys: readonly string[], message: string, fix: string) => void;

function memberOf<Table extends object>(
  table: Table,
  value: JsonValue | undefined,
): Table[keyof Table] | undefined {
  const entry = Object.entries(table).find(([key]) => key === value);
  return entry?.[1];
}

export function readSafety(value: JsonValue | undefined, complain: Complain): Safety | undefined {
  const safety = memberOf(SAFETIES, value);
  if (value !== undefined && !safety) {
    complain([], `x-mdmkit-safety is ${JSON.stringify(value)}`, `Use ${Object.keys(SAFETIES).join(", ")}.`);
  }
  return safety;
}

export function readStrings(value: JsonValue | undefined, complain: Complain): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (isStrings(value)) return value;
  complain([], "not a list of strings", "Write it as [first, second].");
  return undefined;
}

export function readPagination(value: JsonValue | undefined, complain: Complain): Pagination | undefined {
  if (value === undefined) return undefined;
  const style = isObject(value) ? memberOf(STYLES, value.style) : undefined;
  if (!isObject(value) || !style) {
    complain(["style"], "x-mdmkit-pagination has no known style", `Use ${Object.keys(STYLES).join(", ")}.`);
    return undefined;
  }
  for (const [key, entry] of Object.entries(value)) checkKey(key, entry, complain);
  if (typeof value[style] !== "string") {
    const message = `x-mdmkit-pagination of style ${style} does not name the ${style} parameter`;
    complain([], message, `Add \`${style}: <parameter>\`.`);
  }
  const names = ["limit", style].map((key) => value[key]).filter((name) => typeof name === "string");
  const order = isObject(value.order) ? textsOf(value.order) : undefined;
  return {
    style,
    in: value.in === "body" ? "body" : "query",
    ...(typeof value.items === "string" && { items: value.items }),
    ...(order && { order }),
    names,
    raw: value,
  };
}

function checkKey(key: string, value: JsonValue, complain: Complain): void {
  const kind = PAGINATION_KEYS[key];
  const actual = isObject(value) ? "object" : typeof value === "string" ? "text" : typeof value;
  if (!kind) {
    const known = Object.keys(PAGINATION_KEYS).join(", ");
    complain([key], `x-mdmkit-pagination has no property ${key}`, `Known are ${known}.`);
  } else if (kind !== actual) {
    complain([key], `x-mdmkit-pagination.${key} is not a ${kind}`, "Correct its value.");
  } else if (key === "in" && value !== "query" && value !== "body") {
    complain([key], `x-mdmkit-pagination.in is ${JSON.stringify(value)}`, "Use query or body.");
  }
}

export function readAssociation(value: JsonValue | undefined, complain: Complain): Association | undefined {
  if (value === undefined) return undefined;
  const { to, type, id, remove, ...others } = isObject(value) ? value : {};
  const isText = (entry: JsonValue | undefined) => entry === undefined || typeof entry === "string";
  const fits = isText(to) && isText(type) && isText(id) && Object.keys(others).length === 0;
  if (!fits || (to === undefined) === (type === undefined)) {
    complain(
      [],
      "x-mdmkit-association must name the other end once",
      "Write `to` or `type`, and for writes `id` and `remove`.",
    );
    return undefined;
  }
  return { ...pick({ to, type, id }), ...(isObject(remove) && { remove: textsOf(remove) }) };
}

export function readCollections(
  value: JsonValue | undefined,
  complain: Complain,
): Readonly<Record<string, Collection>> {
  const entries = Object.entries(isObject(value) ? value : {}).flatMap(([name, entry]) => {
    const { paths, id, by } = isObject(entry) ? entry : {};
    if (isStrings(paths)) {
      const collection = { paths, ...pick({ id }), ...(isObject(by) && { by: textsOf(by) }) };
      return [[name, collection] as const];
    }
    complain(
      [name],
      "x-mdmkit-collections has a collection without `paths`",
      "List the paths of the collection.",
    );
    return [];
  });
  return Object.fromEntries(entries);
}

/** The entries with string values. */
function pick(values: Readonly<Record<string, JsonValue | undefined>>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value]] : [],
  );
  return Object.fromEntries(entries);
}

function textsOf(object: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, String(value)]));
}
