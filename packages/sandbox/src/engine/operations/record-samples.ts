import type { JsonSchema, OperationSchemas, VendorDocument } from "../document/operation-schemas.ts";
import type { Resource } from "../document/resource.ts";
import { itemSchemaOf, recordSchema, successOf } from "../document/response-shape.ts";
import { sampleOf } from "../document/sample.ts";
import { isRow, type Row } from "../records/values.ts";

export type RecordSample = { readonly row: Row /** The property that holds the id. */; readonly id: string };

type Options = {
  readonly document: VendorDocument;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly envelope: string | readonly string[] | undefined;
};

/** Operations whose schema has most of a record come first. */
const BEST = ["get", "list", "update", "remove", "create"];
const IDS = ["id", "_id", "uuid", "objectId"];

/** A made-up record of a collection, after the schemas of the operations on it. */
export function sampleRecord(name: string, options: Options): RecordSample {
  const { document, resources } = options;
  const sources = [...resources]
    .filter(([, resource]) => resource.collection === name && BEST.includes(resource.action ?? ""))
    .sort(([, a], [, b]) => BEST.indexOf(a.action ?? "") - BEST.indexOf(b.action ?? ""));
  for (const [operationId, { action }] of sources) {
    const operation = document.operationSchemas[operationId];
    const schema = operation && schemaOf(operation, action === "list", options);
    const row = sampleOf(asSchema(schema), document.schemas);
    if (isRow(row) && Object.keys(row).length > 0) return { row, id: idIn(name, row, document) };
  }
  return { row: {}, id: idIn(name, {}, document) };
}

function schemaOf(operation: OperationSchemas, isList: boolean, options: Options): unknown {
  const { schemas } = options.document;
  if (isList) return itemSchemaOf(operation, schemas);
  return recordSchema(successOf(operation).schema, { schemas, envelope: options.envelope });
}

function idIn(name: string, row: Row, { collections }: VendorDocument): string {
  return collections[name]?.id ?? IDS.find((property) => property in row) ?? "id";
}

function asSchema(value: unknown): JsonSchema | undefined {
  return isRow(value) ? value : undefined;
}
