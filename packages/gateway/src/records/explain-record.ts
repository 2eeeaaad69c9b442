import type { UnifiedComponents } from "@mdmkit/unified";
import { type Explanation, loadLineage } from "@mdmkit/unified/vendors";
import { type JsonReply, json } from "../operations/reply.ts";
import { fieldNames, namedFields } from "./field-names.ts";
import type { RecordCall, RecordServices } from "./record-call.ts";
import type { AnyRecord, Gets, Resource } from "./resource.ts";

type Schemas = UnifiedComponents["schemas"];
type ExplainCall = Pick<RecordCall, "signal" | "details"> & {
  readonly query: {
    readonly integrated_account_id: string;
    readonly fields?: readonly string[];
    readonly type?: Schemas["DeviceType"];
  };
  readonly path: { readonly id: string };
};

/** Typed loosely: fields are named in the request, and checked against the document. */
type Explainer = { explain(record: object, field: string): Explanation };

/** Why the fields of one record are as they are: what they come from, with the vendor's own values. */
export async function explainRecord<Item extends AnyRecord>(
  { useAccount }: RecordServices,
  call: ExplainCall,
  resource: Resource<Gets<Item>>,
): Promise<JsonReply<Schemas["RecordExplanation"]>> {
  const { query, path, signal } = call;
  const { schema } = resource;
  const fields: readonly string[] = query.fields
    ? namedFields<Item>(schema, { path: "query.fields", names: query.fields })
    : fieldNames<Item>(schema);
  const { vendor, record } = await useAccount(call, `${resource.name}.get`, async (mdm) => ({
    vendor: mdm.vendor.id,
    record: await resource.of(mdm).get(path.id, { ...(query.type && { type: query.type }), signal }),
  }));
  const lineage: Explainer = (await loadLineage(vendor))[resource.name];
  return json({
    vendor,
    id: record.id,
    fields: fields.map((name) => fieldExplanation(name, record, lineage.explain(record, name))),
  });
}

function fieldExplanation(
  name: string,
  record: object,
  { presence, constant, sources }: Explanation,
): Schemas["FieldExplanation"] {
  const value: unknown = Reflect.get(record, name);
  return {
    name,
    ...(value !== undefined && { value }),
    presence,
    ...(constant !== undefined && { constant }),
    sources: sources.map(({ property, read, operations, values = [] }) => ({
      ...{ property, read },
      operations: operations.map((one) => ({ ...one })),
      values: [...values],
    })),
  };
}
