import type { Api, ApiOperation } from "../read/api.ts";
import { isObject, isStrings, type JsonObject } from "../read/json.ts";
import type { Schema } from "../read/openapi.ts";
import { isSchema, partsOf } from "../read/openapi.ts";

/** A decision or a fact that is missing for a vendor. */
export type OpenPoint = { readonly about: string; readonly text: string };

type Facts = { readonly used: ReadonlySet<string>; readonly source: JsonObject };

/** The open points of the document and its annotations. */
export function documentPoints(api: Api, { used, source }: Facts): OpenPoint[] {
  return [
    ...rateLimitPoints(api),
    ...pagingPoints(api, used),
    ...permissionPoints(api, { used, source }),
    ...sensitivePoints(api),
    ...confidencePoints(source, used),
  ];
}

function rateLimitPoints({ document }: Api): OpenPoint[] {
  if (document["x-mdmkit-rate-limit"] !== undefined) return [];
  return [
    {
      about: "rate limit",
      text: "unknown: annotate x-mdmkit-rate-limit, or a cautious estimate, and pass `rateLimit` to the client",
    },
  ];
}

const PAGING =
  /^(limit|offset|skip|page|page[-_]?(size|number)|per[-_]?page|cursor|start|rows|after|page[-_]?token)$/i;

/** Reads with parameters that look like paging, but without an annotation, and without a quirk that says why there is none. */
function pagingPoints({ operations }: Api, used: ReadonlySet<string>): OpenPoint[] {
  const open = operations.filter(
    ({ method, pagination, parameters, quirks }) =>
      method === "GET" &&
      !pagination &&
      !quirks?.some((quirk) => quirk.startsWith("paging-")) &&
      parameters.some(({ in: place, name }) => place === "query" && PAGING.test(name)),
  );
  if (open.length === 0) return [];
  return [
    { about: "paging", text: `${open.length} lists have no x-mdmkit-pagination: ${namesOf(open, used)}` },
  ];
}

/** Every operation names its permissions, unless it needs none or no source names them; `permissions` of the source says which. */
function permissionPoints({ operations }: Api, { used, source }: Facts): OpenPoint[] {
  const { none, unknown } = isObject(source.permissions) ? source.permissions : {};
  const excused = [none, unknown].flatMap((ids) => (isStrings(ids) ? ids : []));
  const without = operations.filter(({ permission }) => !permission);
  const open = without.filter(({ id }) => !excused.includes(id));
  const wrong = excused.filter((name) => !without.some(({ id }) => id === name));
  return [
    ...(open.length > 0
      ? [
          {
            about: "permissions",
            text: `${open.length} operations have no x-mdmkit-permission, and \`permissions\` of source.yaml does not list them as none or unknown: ${namesOf(open, used)}`,
          },
        ]
      : []),
    ...wrong.map((name) => ({
      about: "permissions",
      text: `\`permissions\` of source.yaml lists ${name}, which has x-mdmkit-permission or does not exist`,
    })),
  ];
}

const SECRET = /passw|secret|token|api_?key|private_?key|passcode|recovery_?key|unlock|credential|\bpin\b/i;
/** Suffixes of names that describe a secret but do not contain it. */
const ABOUT =
  /(date|time|at|type|kind|state|status|count|name|id|url|expir\w*|expires?_?in|escrowed|enabled|required|policy|scheduled|last_?set)$/i;

/** Strings that are named like a secret and have no annotation. */
function sensitivePoints({ schemas }: Api): OpenPoint[] {
  const found = Object.entries(schemas).flatMap(([name, schema]) => unreviewed(schema, name));
  if (found.length === 0) return [];
  const shown = found.slice(0, 4).join(", ");
  return [
    {
      about: "sensitive",
      text: `${found.length} properties look like secrets and have no x-mdmkit-sensitive: ${shown}${found.length > 4 ? " …" : ""}`,
    },
  ];
}

function unreviewed(schema: Schema, path: string): string[] {
  if (typeof schema === "boolean") return [];
  const { properties = {}, items } = schema;
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const at = `${path}.${name}`;
    const isOpen = typeof property === "object" && isText(property) && SECRET.test(name) && !ABOUT.test(name);
    return [...(isOpen && !("x-mdmkit-sensitive" in property) ? [at] : []), ...unreviewed(property, at)];
  });
  const below = [...partsOf(schema), items].flatMap((part) => (isSchema(part) ? unreviewed(part, path) : []));
  return [...own, ...below];
}

function isText({ type }: Exclude<Schema, boolean>): boolean {
  return [type].flat().includes("string");
}

/** An adapter must not depend only on inferred operations. */
function confidencePoints({ confidence }: JsonObject, used: ReadonlySet<string>): OpenPoint[] {
  const lists = isObject(confidence) ? confidence : {};
  const inferred = isStrings(lists.inferred) ? lists.inferred.filter((id) => used.has(id)) : [];
  const isAll = lists.default === "inferred" || (used.size > 0 && inferred.length === used.size);
  return isAll ? [{ about: "confidence", text: "every operation that the adapter calls is inferred" }] : [];
}

/** Operations that the adapter calls come first. */
function namesOf(operations: readonly ApiOperation[], used: ReadonlySet<string>): string {
  const names = operations.map(({ id }) => id).toSorted((a, b) => Number(used.has(b)) - Number(used.has(a)));
  return names.length > 4 ? `${names.slice(0, 4).join(", ")} …` : names.join(", ");
}
