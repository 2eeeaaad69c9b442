import type { Association, Collection, Pagination, Safety } from "./annotations.ts";
import { isStrings, type JsonObject } from "./json.ts";
import { type Encoding, itemsOf, type OpenApi, type Parameter, propertyOf, type Schema } from "./openapi.ts";

/** A document in the form that the emitters use. */
export type Api = {
  readonly document: OpenApi & JsonObject;
  readonly operations: readonly ApiOperation[];
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Base URLs; variables have their default values. */
  readonly servers: readonly string[];
  /** Records that several paths share, by name. */
  readonly collections: Readonly<Record<string, Collection>>;
};

export type ApiOperation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** JSON pointer of the operation. */
  readonly pointer: string;
  readonly summary?: string | undefined;
  readonly deprecated: boolean;
  /** The operation takes other credentials than the rest of the document, or none. */
  readonly ownSecurity: boolean;
  readonly parameters: readonly ApiParameter[];
  readonly body?: Body;
  readonly responses: readonly ApiResponse[];
  readonly pagination?: Pagination | undefined;
  readonly association?: Association | undefined;
  readonly safety: Safety;
  /** The safety differs from what the runtime assumes for the method. */
  readonly unusualSafety: boolean;
  readonly retrySafe: boolean;
  /** Its query names a record. */
  readonly namesRecord: boolean;
  readonly permission?: readonly string[] | undefined;
  readonly quirks?: readonly string[] | undefined;
};

/** A parameter and the JSON pointer of its definition. */
export type ApiParameter = Parameter & { readonly pointer: string };

/** A response with the media type that the client uses. Without one it has no body. */
export type ApiResponse = { readonly status: string } & Partial<Omit<Body, "required">>;

export type Body = {
  readonly contentType: string;
  readonly format: BodyFormat;
  readonly schema: Schema;
  /** The schema of an item, if the body is a sequence. */
  readonly items?: Schema;
  /** How the parts of a sequence are written: each, and the first ones. */
  readonly itemEncoding?: Encoding;
  readonly prefixEncoding?: readonly Encoding[];
  /** How properties of a form are written. */
  readonly encoding: Readonly<Record<string, Encoding>>;
  /** JSON pointer of the media type. */
  readonly pointer: string;
  readonly required: boolean;
};

/** What the media type of a body amounts to; `bytes` for any that is not one of the others. */
export type BodyFormat = "json" | "form" | "multipart" | "xml" | "sequence" | "text" | "bytes";

/** Headers that the client sets, in lower case; callers do not pass them. */
export function clientHeadersOf({ document }: Pick<Api, "document">): ReadonlySet<string> {
  const names = document["x-mdmkit-client-headers"];
  const standard = ["accept", "content-type", "authorization"];
  return new Set([...standard, ...(isStrings(names) ? names : [])].map((name) => name.toLowerCase()));
}

/** Whether the client sets a parameter of itself: callers do not pass it. */
export function isSetByClient({ document }: Pick<Api, "document">, { in: place, name }: Parameter): boolean {
  const inPath = document["x-mdmkit-client-path"];
  if (place === "path") return isStrings(inPath) && inPath.includes(name);
  return place === "header" && clientHeadersOf({ document }).has(name.toLowerCase());
}

/** The 2xx responses, or the default response if there are none. */
export function successesOf(operation: ApiOperation): readonly ApiResponse[] {
  const successes = operation.responses.filter(({ status }) => /^2/.test(status));
  return successes.length > 0 ? successes : operation.responses.filter(({ status }) => status === "default");
}

/** The schema of a record of a paginated operation. */
export function itemSchemaOf(api: Api, operation: ApiOperation): Schema | undefined {
  const response = successesOf(operation).find(({ schema }) => schema !== undefined)?.schema;
  const steps = operation.pagination?.items?.split(".") ?? [];
  const list = steps.reduce((schema, name) => propertyOf(api.document, schema, name), response);
  return itemsOf(api.document, list);
}
