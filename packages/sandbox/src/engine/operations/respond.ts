import { declaredOf } from "../document/declared.ts";
import type { OperationSchemas, VendorDocument } from "../document/operation-schemas.ts";
import { enveloped, followed, propertiesOf, recordSchema, successOf } from "../document/response-shape.ts";
import { sampleOf } from "../document/sample.ts";
import { isRow, type Row } from "../records/values.ts";
import { bodyOf, type Call, type ResourceCall, type VendorResponse } from "../request/call.ts";
import { respondToAssociation } from "./associations.ts";
import { lastPage } from "./next-page.ts";
import type { Operations } from "./operations.ts";
import { cutPage, listResponse } from "./paging.ts";

/** The response to an operation that its document explains; undefined for any other. */
export function respondByDocument(call: ResourceCall, operations: Operations): VendorResponse | undefined {
  const { resources, rendering } = operations;
  const { collection, operation, id } = call;
  switch (resources.get(call.operationId)?.action) {
    case "list":
      return rendering.list?.(call, collection) ?? listOf(call, operations);
    case "get":
      return shown(call, rendering.show?.(call, call.record) ?? call.record, operations);
    case "create":
      return written(
        call,
        collection.insert(stamped(call, ["createdAt", "updatedAt"], operations)),
        operations,
      );
    case "update":
      return written(call, collection.update(id, stamped(call, ["updatedAt"], operations)), operations);
    case "remove":
      return written(call, collection.remove(id), operations);
    case "associate":
      return respondToAssociation(call, operations);
    case "constant":
      return constant(operation, operations);
    default:
      return undefined;
  }
}

/** A sample of the schema: the document does not say what the value depends on. */
function constant(operation: OperationSchemas, { document }: Operations): VendorResponse {
  const { status, schema, isSequence } = successOf(operation);
  if (schema === undefined) return { status };
  // A sequence without items would show nothing.
  const own = isSequence && isRow(schema) ? { minItems: 2, ...schema } : schema;
  return { status, body: sampleOf(own, document.schemas) };
}

/** Pages of the records by id; all of them where the operation has no pages. */
function listOf(call: ResourceCall, operations: Operations): VendorResponse {
  if (call.operation.pagination === undefined) return wholeList(call, operations);
  const page = listResponse(call, cutPage(call, call.collection.rows("id")));
  const sample = sampleOf(successOf(call.operation).schema, operations.document.schemas);
  if (!isRow(sample) || !isRow(page.body)) return page;
  const { operation } = call;
  return { ...page, body: merged(lastPage(sample, { operation, document: operations.document }), page.body) };
}

function wholeList(
  { operation, collection }: ResourceCall,
  { document, rendering }: Operations,
): VendorResponse {
  const { status, schema } = successOf(operation);
  const options = { schemas: document.schemas, ...rendering };
  const inner = recordSchema(schema, options);
  const properties = Object.entries(propertiesOf(inner, options.schemas));
  const [name] =
    properties.find(([, property]) => followed(property, options.schemas).type === "array") ?? [];
  const rows = collection.all();
  const sample = Object(sampleOf(followed(inner, options.schemas), options.schemas));
  // A schema that declares no list: the document does not say where the records are.
  const isObject = [followed(inner, options.schemas).type].flat().includes("object");
  const list =
    name === undefined && properties.length === 0 && !isObject
      ? rows
      : { ...sample, ...(name && { [name]: rows }) };
  return { status, body: enveloped(list, schema, options) };
}

/** Rows and total of a page put into the envelope around them. */
function merged(envelope: Row, page: Row): Row {
  const entries = Object.entries(page).map(([name, value]): [string, unknown] => {
    const present = envelope[name];
    return [name, isRow(present) && isRow(value) ? merged(present, value) : value];
  });
  return { ...envelope, ...Object.fromEntries(entries) };
}

/** What a read returns: a whole record. */
function shown(call: Call, row: Row, { document, rendering }: Operations): VendorResponse {
  const { status, schema } = successOf(call.operation);
  if (schema === undefined) return { status };
  return { status, body: enveloped(row, schema, { schemas: document.schemas, ...rendering }) };
}

/** What a write returns: nothing, or what its response declares of the record. */
function written(call: ResourceCall, row: Row | undefined, operations: Operations): VendorResponse {
  const { status, schema } = successOf(call.operation);
  if (schema === undefined) return { status };
  const options = { schemas: operations.document.schemas, ...operations.rendering };
  const declared = recordSchema(schema, options);
  const known = "href" in propertiesOf(declared, options.schemas) ? { href: hrefOf(call, row), ...row } : row;
  return { status, body: enveloped(recordBody(known ?? {}, declared, options.schemas), schema, options) };
}

/** Some vendors return a text instead of the record. */
function recordBody(record: Row, schema: unknown, schemas: VendorDocument["schemas"]): unknown {
  const target = followed(schema, schemas);
  const isObject = target.type === undefined || [target.type].flat().includes("object");
  return isObject ? declaredOf(record, schema, schemas) : sampleOf(target, schemas);
}

/** The path of a new record, which is one segment below its collection. */
function hrefOf({ operation, path }: Call, row: Row = {}): string {
  return `${operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? "")}/${row.id}`;
}

/** The body, with the times of creation and update where the document declares them. */
function stamped(call: ResourceCall, names: readonly string[], operations: Operations): Row {
  const { schema } = successOf(call.operation);
  const options = { schemas: operations.document.schemas, ...operations.rendering };
  const declared = propertiesOf(recordSchema(schema, options), options.schemas);
  const at = new Date(call.now).toISOString();
  const times = names.filter((name) => name in declared).map((name) => [name, at]);
  return { ...bodyOf(call), ...Object.fromEntries(times) };
}
