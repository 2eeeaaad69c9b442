import { checkLinks } from "../lint/check-links.ts";
import { checkPaths } from "../lint/check-paths.ts";
import { child, isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { pathOperations } from "../read/path-operations.ts";
import { followed } from "../read/references.ts";
import type { Spec } from "../workspace/discover.ts";
import { sha256 } from "../workspace/files.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";

type Context = {
  readonly locate: Locate;
  readonly problems: ProblemList;
  readonly areLinksChecked?: boolean;
};
type Site = {
  readonly path: string;
  readonly method: string;
  readonly keys: readonly string[];
  readonly operation: JsonObject;
  readonly item: JsonObject;
};

/**
 * Adds what generators need and many documents lack: operationIds, path parameters, the names of vendor and product.
 * Values from the document or the overlay take precedence. Gives the keys that it added at the top, unless it changed more.
 */
export function completeDocument(spec: Spec, document: JsonValue, context: Context): JsonObject | undefined {
  if (!isObject(document)) return undefined;
  if (spec.kind === "received" && !context.areLinksChecked) {
    checkLinks(document, context);
    checkPaths(document, context);
  }
  const added = addedTo(document, { "x-mdmkit-vendor": spec.id, "x-mdmkit-name": pascalCase(spec.id) });
  const sites = sitesOf(document);
  const taken = new Set(
    sites.map(({ operation }) => operation.operationId).filter((id) => typeof id === "string"),
  );
  let isComplete = true;
  for (const site of sites) {
    const isUnnamed = isBlank(site.operation.operationId);
    if (isUnnamed) nameOperation(site, taken);
    const lackedParameters = addPathParameters(document, site, context);
    if (isUnnamed || lackedParameters) isComplete = false;
  }
  return isComplete ? added : undefined;
}

/** Sets the values that a document lacks, and gives those. */
function addedTo(document: JsonObject, values: JsonObject): JsonObject {
  const lacking = Object.entries(values).filter(([key]) => document[key] === undefined);
  const added = Object.fromEntries(lacking);
  Object.assign(document, added);
  return added;
}

function sitesOf({ paths }: JsonObject): Site[] {
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) =>
    isObject(item) ? pathOperations(item).map((found) => ({ ...found, path, item })) : [],
  );
}

function isBlank(id: JsonValue | undefined): boolean {
  return id === undefined || (typeof id === "string" && id.trim() === "");
}

/** Names `GET /devices/{id}/apps` `getDevicesByIdApps`. A hash of the path distinguishes duplicates. */
function nameOperation({ path, method, operation }: Site, taken: Set<string>): void {
  const words = path.replace(/\{([^}]*)\}/g, " by $1 ");
  const name = `${method.toLowerCase()}${pascalCase(words) || "Root"}`;
  const id = taken.has(name) ? `${name}_${sha256(path).slice(0, 6)}` : name;
  taken.add(id);
  operation.operationId = id;
}

function pascalCase(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** Adds undescribed path parameters as strings; without them a request cannot be built. False if there are none. */
function addPathParameters(document: JsonObject, site: Site, { locate, problems }: Context): boolean {
  const { path, method, keys, operation, item } = site;
  const declared = [item.parameters, operation.parameters].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const names = new Set(
    declared.flatMap((parameter) => {
      const target = isObject(parameter) ? followed(document, parameter) : undefined;
      return target?.in === "path" && typeof target.name === "string" ? [target.name] : [];
    }),
  );
  const missing = [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) =>
    name && !names.has(name) ? [name] : [],
  );
  if (missing.length === 0) return false;
  const added = missing.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  operation.parameters = [...(Array.isArray(operation.parameters) ? operation.parameters : []), ...added];
  const location = locate(child("#", "paths", path, ...keys), true);
  problems.warning(
    location,
    `${missing.join(", ")} of ${method} ${path} is not described; treated as a string`,
  );
  return true;
}
