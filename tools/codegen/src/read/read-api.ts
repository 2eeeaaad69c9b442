import type { Locate, ProblemList } from "../workspace/problem.ts";
import {
  type Complain,
  readAssociation,
  readCollections,
  readPagination,
  readSafety,
  readStrings,
} from "./annotations.ts";
import type { Api, ApiOperation, ApiParameter, ApiResponse, Body, BodyFormat } from "./api.ts";
import { child } from "./json.ts";
import {
  type Content,
  follow,
  type Located,
  type OpenApi,
  type Operation,
  type Parameter,
  type PathItem,
  type Reference,
  resolve,
} from "./openapi.ts";
import { operationsIn } from "./path-operations.ts";
import { notationOf } from "./sequences.ts";

type Context = {
  readonly document: Api["document"];
  readonly locate: Locate;
  readonly problems: ProblemList;
};
type Site = {
  readonly operation: Operation;
  readonly path: string;
  readonly method: string;
  readonly item: PathItem;
  readonly pointer: string;
};

/** The operations of a prepared document, with references resolved. */
export function readApi(context: Context): Api {
  const { document } = context;
  const sites = Object.entries(document.paths ?? {}).flatMap(([path, reference]) => {
    const item = resolve<PathItem>(document, reference);
    return operationsIn(item).map(({ operation, method, keys }): Site => {
      return { operation, method, path, item, pointer: child("#", "paths", path, ...keys) };
    });
  });
  return {
    document,
    operations: sites.map((site) => readOperation(site, context)),
    schemas: document.components?.schemas ?? {},
    servers: serversOf(document),
    collections: readCollections(document[COLLECTIONS], (keys, message, fix) =>
      context.problems.error(context.locate(child("#", COLLECTIONS, ...keys)), message, fix),
    ),
  };
}

const COLLECTIONS = "x-mdmkit-collections";

function readOperation(site: Site, context: Context): ApiOperation {
  const { operation } = site;
  const { document, locate, problems } = context;
  const complain =
    (annotation: string): Complain =>
    (keys, message, fix) =>
      problems.error(locate(child(site.pointer, annotation, ...keys)), message, fix);
  const list = (annotation: `x-${string}`) => readStrings(operation[annotation], complain(annotation));
  const body = bodyOf(document, site);
  const { method } = site;
  const safety = readSafety(operation["x-mdmkit-safety"], complain("x-mdmkit-safety"));
  const usual = SAFE.has(method) ? "read" : method === "DELETE" ? "destructive" : "write";
  const assumed = usual === "read" && !KNOWN_READS.has(method) ? "write" : usual;
  return {
    id: operation.operationId ?? "",
    method,
    path: site.path,
    pointer: site.pointer,
    summary: operation.summary,
    deprecated: operation.deprecated === true,
    ownSecurity: operation.security !== undefined,
    parameters: parametersOf(site, document),
    ...(body && { body }),
    responses: responsesOf(document, site),
    pagination: readPagination(operation["x-mdmkit-pagination"], complain("x-mdmkit-pagination")),
    association: readAssociation(operation["x-mdmkit-association"], complain("x-mdmkit-association")),
    safety: safety ?? usual,
    unusualSafety: (safety ?? usual) !== assumed,
    retrySafe: operation["x-mdmkit-retry-safe"] === true,
    namesRecord: operation["x-mdmkit-names-record"] === true,
    permission: list("x-mdmkit-permission"),
    quirks: list("x-mdmkit-quirks"),
  };
}

/** Methods that IANA registers as safe. */
const SAFE = new Set(["GET", "HEAD", "OPTIONS", "PROPFIND", "QUERY", "REPORT", "SEARCH", "TRACE"]);

/** Methods that the runtime takes for reads. */
const KNOWN_READS = new Set(["GET", "HEAD"]);

/** The parameters of the operation and of its path. Those of the operation take precedence. */
function parametersOf({ operation, item, path, pointer }: Site, document: OpenApi): ApiParameter[] {
  const locate = (list: PathItem["parameters"], at: string) =>
    (list ?? []).map((node, index) => ({ node, pointer: child(at, "parameters", index) }));
  const all = [
    ...locate(item.parameters, child("#", "paths", path)),
    ...locate(operation.parameters, pointer),
  ].map((located: Located<Parameter | Reference>): ApiParameter => {
    const found = follow<Parameter>(document, located);
    return { ...found.node, pointer: found.pointer };
  });
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function bodyOf(document: OpenApi, { operation, pointer }: Site): Body | undefined {
  if (!operation.requestBody) return undefined;
  const body = follow<{ required?: boolean; content?: Content }>(document, {
    node: operation.requestBody,
    pointer: child(pointer, "requestBody"),
  });
  const media = pickMedia(body.node.content);
  if (!media) return undefined;
  const at = child(body.pointer, "content", media.contentType);
  return { ...media, pointer: at, required: body.node.required === true };
}

function responsesOf(document: OpenApi, { operation, pointer: at }: Site): ApiResponse[] {
  return Object.entries(operation.responses ?? {}).map(([status, reference]) => {
    const { node, pointer } = follow<{ content?: Content }>(document, {
      node: reference,
      pointer: child(at, "responses", status),
    });
    const media = status === "204" ? undefined : pickMedia(node.content); // A 204 never has a body.
    return { status, ...(media && { ...media, pointer: child(pointer, "content", media.contentType) }) };
  });
}

/** The media type of a parameter that has no style. */
export function mediaOf({ content }: Pick<Parameter, "content">): ReturnType<typeof pickMedia> {
  return pickMedia(content);
}

/** The media type that is used, by order of preference. A sequence is a list whose items come one by one. */
function pickMedia(content: Content | undefined): Omit<Body, "pointer" | "required"> | undefined {
  const media = Object.entries(content ?? {}).map(([contentType, node]) => {
    const { schema, itemSchema: items, encoding = {}, itemEncoding, prefixEncoding } = node;
    const isSequence = items !== undefined && notationOf(contentType) !== undefined;
    return {
      contentType,
      format: isSequence ? "sequence" : formatOf(contentType),
      schema: schema ?? (isSequence ? { type: "array", items } : true),
      encoding,
      ...(items !== undefined && { items }),
      ...(itemEncoding && { itemEncoding }),
      ...(prefixEncoding && { prefixEncoding }),
    } as const;
  });
  return media.sort((a, b) => PREFERENCE.indexOf(a.format) - PREFERENCE.indexOf(b.format))[0];
}

/** The media types by order of preference. */
export const PREFERENCE: readonly BodyFormat[] = [
  "json",
  "form",
  "multipart",
  "xml",
  "sequence",
  "text",
  "bytes",
];

/** The media types of texts whose names do not say so. */
const TEXTS = /^application\/((x-)?(ndjson|jsonl|yaml)|json-seq|graphql|sql|javascript)$/;

/** What a media type amounts to. */
export function formatOf(contentType: string): BodyFormat {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^([\w*]+\/json|\*\/\*|[\w.-]+\/[\w.-]+\+json)$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  if (type === "multipart/form-data") return "multipart";
  if (/^(application|text)\/xml$/.test(type)) return "xml";
  return type.startsWith("text/") || TEXTS.test(type) ? "text" : "bytes";
}

function serversOf(document: OpenApi): string[] {
  return (document.servers ?? []).map(({ url, variables = {} }) =>
    url.replace(/\{([^}]+)\}/g, (template, name: string) => variables[name]?.default ?? template),
  );
}
