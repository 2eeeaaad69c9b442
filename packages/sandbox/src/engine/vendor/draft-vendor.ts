import { type OperationSchemas, responseOf, type VendorDocument } from "../document/operation-schemas.ts";
import { sampleOf } from "../document/sample.ts";
import { cutPage, listResponse } from "../operations/paging.ts";
import { type Collection, createCollection } from "../records/collection.ts";
import { isRow, withValueAt } from "../records/values.ts";
import type { Call, VendorResponse } from "../request/call.ts";
import type { SampleAccess } from "./credentials.ts";
import type { VendorContext, VendorModel } from "./vendor-model.ts";

/** What is thought to be known of a vendor nobody has tried yet. */
export type SampleFacts = {
  readonly id: string;
  readonly document: VendorDocument;
  /** Path of the base URL. */
  readonly basePath: string;
  /** Operations that read, and are answered with samples of their schemas. */
  readonly reads: readonly string[];
  readonly devices?: {
    readonly list: string;
    readonly get: string;
    /** Property that holds the id, and whether it is a number. */
    readonly id: string;
    readonly isNumber: boolean;
    /** Where the record stands in the answer of `get`; left out where that is the answer. */
    readonly record?: string;
  };
};

export type SampleState = { readonly devices: Collection };

/**
 * A fake made of a document alone: it checks requests and credentials, and answers the few operations it is told of with
 * samples. How the vendor behaves it does not know.
 */
export function createSampleVendor<Credentials extends object>(
  { id, document, basePath, reads, devices: facts }: SampleFacts,
  access: SampleAccess<Credentials>,
  { devices: size }: VendorContext,
): VendorModel<SampleState, Credentials, keyof Credentials & string> {
  const { schemas, operationSchemas } = document;
  const of = (name: string | undefined) => operationSchemas[name ?? ""];
  const item = facts && itemOf(of(facts.list), document);
  const idAt = (index: number) => (facts?.isNumber ? FIRST_ID + index : uuid(index));
  const devices = createCollection({
    size: facts ? size : 0,
    id: (index) => String(idAt(index)),
    index: (name) => (facts?.isNumber ? Number(name) - FIRST_ID : Number.parseInt(name.slice(-6), 16)),
    render: (index) => withId(sampleOf(item, schemas), index),
    identify: (row) => row,
  });
  const withId = (row: unknown, index: number) =>
    withValueAt(isRow(row) ? row : {}, facts?.id ?? "id", idAt(index));
  const failure = (
    operation: OperationSchemas | undefined,
    status: number,
    message: string,
  ): VendorResponse => {
    const declared = operation && responseOf(operation, status)?.schema;
    return { status, body: declared === undefined ? { message } : sampleOf(declared, schemas) };
  };

  function list(call: Call): VendorResponse {
    const page = listResponse(call, cutPage(call, devices.rows("id")));
    const sample = success(call.operation, document).body;
    const body = isRow(sample) && isRow(page.body) ? merge(sample, page.body) : page.body;
    return { ...page, body };
  }

  function get(call: Call): VendorResponse {
    const name = Object.values(call.path).at(-1) ?? "";
    const index = devices.indexOf(name);
    if (index === undefined) return failure(call.operation, 404, "Not Found");
    const response = success(call.operation, document);
    if (facts?.record === undefined) return { ...response, body: withId(response.body, index) };
    const envelope = isRow(response.body) ? response.body : {};
    return { ...response, body: { ...envelope, [facts.record]: withId(envelope[facts.record], index) } };
  }

  return {
    origin: `https://${id}.sandbox.example`,
    basePath,
    document,
    overLimit: "cut",
    state: { devices },
    options: {},
    handled: [...new Set([...reads, ...(facts ? [facts.list, facts.get] : [])])],
    handle(call) {
      if (call.operationId === facts?.list) return list(call);
      if (call.operationId === facts?.get) return get(call);
      return reads.includes(call.operationId) ? success(call.operation, document) : undefined;
    },
    authenticate: ({ headers, now, operation }) =>
      access.isGood(headers, now) ? undefined : failure(operation, 401, "Unauthorized"),
    error: (operation, { status, message }) => failure(operation, status, message),
    ...(access.extra && { extra: access.extra }),
    changeList(_, change) {
      if (change.change === "insert") devices.insert();
      else devices.remove(String(idAt(devices.indexes().at(change.which === "first" ? 0 : -1) ?? 0)));
    },
    credentials: access.credentials,
    scheme: access.scheme,
  };
}

const FIRST_ID = 1000;

function uuid(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}

/** The first status of success, with a sample of its body. */
function success(operation: OperationSchemas, { schemas }: VendorDocument): VendorResponse {
  const statuses = Object.keys(operation.responses);
  const found = statuses.find((name) => /^2/.test(name)) ?? "200";
  const status = Number(found.replace(/XX$/i, "00"));
  const declared = responseOf(operation, status);
  return declared?.schema === undefined ? { status } : { status, body: sampleOf(declared.schema, schemas) };
}

/** The schema of one row of a list. */
function itemOf(operation: OperationSchemas | undefined, { schemas }: VendorDocument) {
  const response = operation && responseOf(operation, 200)?.schema;
  const steps = [
    ...(operation?.pagination?.items?.split(".") ?? []).flatMap((name) => ["properties", name]),
    "items",
  ];
  const found = steps.reduce<unknown>(
    (schema, step) => Reflect.get(Object(followed(schema, schemas)), step),
    response,
  );
  return isRow(found) ? found : undefined;
}

function followed(schema: unknown, schemas: VendorDocument["schemas"]): unknown {
  return isRow(schema) && typeof schema.$ref === "string" ? followed(schemas[schema.$ref], schemas) : schema;
}

/** Rows and total of the page into the envelope around them. */
function merge(envelope: object, page: object): object {
  const entries = Object.entries(page).map(([name, value]): [string, unknown] => {
    const present: unknown = Reflect.get(envelope, name);
    return [name, isRow(present) && isRow(value) ? merge(present, value) : value];
  });
  return { ...envelope, ...Object.fromEntries(entries) };
}
