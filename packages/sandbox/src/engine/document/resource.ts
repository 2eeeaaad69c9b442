import type { OperationSchemas, VendorDocument } from "./operation-schemas.ts";

/** A path parameter that names a record, and the collection the record belongs to. */
export type RecordReference = {
  readonly parameter: string;
  readonly collection: string;
  /** The property that the parameter is compared with. Default: the id. */
  readonly by?: string;
};

/** What an operation does to which records, from its method, path, paging and annotations. */
export type Resource = {
  /** Undefined for what only the vendor knows, such as a command. */
  readonly action?: "list" | "get" | "create" | "update" | "remove" | "associate" | "constant";
  readonly collection: string;
  /** The records that the path names, outermost first. */
  readonly references: readonly RecordReference[];
  /** The path ends in a record, not in something about it. */
  readonly isItem: boolean;
  /** The path ends in the only record below another one, such as the logo of an application. */
  readonly isSingleton: boolean;
};

/** A path whose parameters have no names, so that paths can be compared. */
const templateOf = (path: string) => path.replaceAll(/\{[^}]*\}/g, "{}");

export function readResources(document: VendorDocument): ReadonlyMap<string, Resource> {
  const names = new Map<string, { name: string; by?: string }>();
  for (const [name, { paths, by }] of Object.entries(document.collections)) {
    for (const path of paths) {
      const property = by?.[path];
      names.set(templateOf(path), { name, ...(property !== undefined && { by: property }) });
    }
  }
  const operations = Object.entries(document.operationSchemas);
  const methods = new Map<string, Set<string>>();
  for (const [, { path, method }] of operations) {
    const known = methods.get(templateOf(path)) ?? new Set();
    methods.set(templateOf(path), known.add(method));
  }
  const paths = { names, methods };
  return new Map(operations.map(([id, operation]) => [id, resourceOf(operation, paths)]));
}

type Paths = {
  readonly names: ReadonlyMap<string, { name: string; by?: string }>;
  readonly methods: ReadonlyMap<string, ReadonlySet<string>>;
};

function resourceOf(operation: OperationSchemas, paths: Paths): Resource {
  const template = templateOf(operation.path);
  const references = referencesIn(operation.path, paths);
  const last = references.at(-1);
  const isItem = template.endsWith("/{}");
  const collection = isItem && last ? last.collection : (paths.names.get(template)?.name ?? template);
  const action = operation.association
    ? "associate"
    : ABOUT_PATHS.has(operation.method)
      ? "constant"
      : isItem
        ? ITEM_ACTIONS[operation.method]
        : literalAction(operation, { template, isBelowRecord: references.length > 0, paths });
  const isSingleton = !isItem && action !== undefined && action in SINGLETON_ACTIONS;
  return { ...(action && { action }), collection, references, isItem, isSingleton };
}

function referencesIn(path: string, { names }: Paths): RecordReference[] {
  const segments = path.split("/");
  return segments.flatMap((segment, at) => {
    if (!segment.startsWith("{")) return [];
    const prefix = templateOf(segments.slice(0, at).join("/"));
    const { name = prefix, by } = names.get(prefix) ?? {};
    return [{ parameter: segment.slice(1, -1), collection: name, ...(by !== undefined && { by }) }];
  });
}

const ITEM_ACTIONS: Readonly<Record<string, Resource["action"]>> = {
  GET: "get",
  QUERY: "get",
  PUT: "update",
  PATCH: "update",
  DELETE: "remove",
};

/** Methods that ask about a path and not about its records. */
const ABOUT_PATHS = new Set(["OPTIONS", "TRACE"]);

const SINGLETON_ACTIONS = { get: true, update: true, remove: true } as const;

/** What an operation does whose path does not end in a parameter. */
function literalAction(
  { method, pagination, body }: OperationSchemas,
  { template, isBelowRecord, paths }: { template: string; isBelowRecord: boolean; paths: Paths },
): Resource["action"] {
  const beside = paths.methods.get(template);
  const isCollection =
    pagination !== undefined || paths.names.has(template) || paths.methods.has(`${template}/{}`);
  const isRead = method === "GET" || method === "QUERY";
  const isList = isRead || paths.names.has(template);
  if (pagination !== undefined) return isList ? "list" : undefined;
  if (method === "POST") return body && (isCollection || beside?.has("GET")) ? "create" : undefined;
  if (isCollection || beside?.has("POST")) return isRead ? "list" : undefined;
  const isSingleton = isBelowRecord && (beside?.has("DELETE") ?? false);
  if (isRead) return isSingleton ? "get" : "constant";
  return isSingleton ? ITEM_ACTIONS[method] : undefined;
}
