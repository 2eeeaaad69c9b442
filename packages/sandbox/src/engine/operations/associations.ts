import { successOf } from "../document/response-shape.ts";
import { asTexts, textOf } from "../records/values.ts";
import type { ResourceCall, VendorResponse } from "../request/call.ts";
import type { End } from "./links.ts";
import type { Operations } from "./operations.ts";
import { cutPage, listResponse } from "./paging.ts";

/** Lists or changes what the record in the path is linked with, after the operation's `x-mdmkit-association`. */
export function respondToAssociation(call: ResourceCall, operations: Operations): VendorResponse {
  const { links, rendering, resources } = operations;
  const { to, type = "" } = call.operation.association ?? {};
  const collection = resources.get(call.operationId)?.references.at(-1)?.collection ?? "";
  const from = { collection, id: call.id };
  if (call.operation.method !== "GET") return change(call, from, operations);
  const collections = to === undefined ? asTexts(call.query[type]) : [to];
  const ends = collections.flatMap((name) =>
    links.list(from, name).map((id): End => ({ collection: name, id })),
  );
  const existing = ends.filter((end) => exists(end, operations));
  return rendering.linked?.(call, existing) ?? listResponse(call, cutPage(call, existing));
}

/** Any id is accepted in collections that the sandbox does not keep. */
function exists({ collection, id }: End, { records }: Operations): boolean {
  return records.kept(collection)?.indexOf(id) !== undefined || records.kept(collection) === undefined;
}

function change(call: ResourceCall, from: End, operations: Operations): VendorResponse {
  const { to, type = "", id = "id", remove = {} } = call.operation.association ?? {};
  const other = { collection: to ?? textOf(call.body, type), id: textOf(call.body, id) };
  if (!exists(other, operations)) {
    return operations.fail(call, { status: 400, message: `${id} not found in ${other.collection}` });
  }
  const isRemoved = Object.entries(remove).some(([name, value]) => textOf(call.body, name) === value);
  operations.links.set(from, other, !isRemoved);
  return { status: successOf(call.operation).status };
}
