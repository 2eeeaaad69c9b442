import { compileDocument } from "../document/compile-document.ts";
import { createLinks } from "../operations/links.ts";
import type { Operations } from "../operations/operations.ts";
import { createRecords } from "../operations/records.ts";
import { respondByDocument } from "../operations/respond.ts";
import type { Collection } from "../records/collection.ts";
import type { Call, ResourceCall, VendorResponse } from "../request/call.ts";
import type { ListChange, VendorModel } from "./vendor-model.ts";

export type OperationResponder = {
  /** Undefined where neither the vendor nor its document explains the operation. */
  respond(call: Call): VendorResponse | undefined;
  /** The operations that are modelled. */
  readonly modelled: readonly string[];
  /** Changes the list behind an operation between two of its pages. */
  changeList(operationId: string, change: ListChange): void;
  /** The path of an operation; parameters that `values` leaves open name records that exist. */
  pathOf(operationId: string, values?: Readonly<Record<string, string>>): string;
  /** The records behind an operation. */
  collectionOf(operationId: string, path?: Readonly<Record<string, string>>): Collection;
};

/** Puts the vendor's own handlers together with what its document explains. */
export function createOperations(model: VendorModel): OperationResponder {
  const { document, rendering = {}, account = {}, collections = {} } = model;
  const { resources } = compileDocument(document);
  const { envelope } = rendering;
  const records = createRecords({
    document,
    resources,
    kept: collections,
    account,
    envelope,
    ids: model.ids,
  });
  const handled = new Set(model.handled);
  const links = model.links ?? createLinks();
  const fail = ({ operation }: Call, problem: { status: number; message: string }) =>
    model.error(operation, problem);
  const operations: Operations = { document, resources, records, links, rendering, fail };

  return {
    modelled: Object.keys(document.operationSchemas).filter(
      (id) => handled.has(id) || resources.get(id)?.action !== undefined,
    ),
    collectionOf(operationId, path) {
      const name = resources.get(operationId)?.collection ?? "";
      if (handled.has(operationId) && records.kept(name) === undefined)
        throw new TypeError(`The sandbox has no records for ${operationId}. Use its state.`);
      return records.collectionOf(operationId, path);
    },
    pathOf(operationId, given) {
      const values = records.example(operationId, given);
      const path = document.operationSchemas[operationId]?.path ?? "";
      return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
    },
    changeList(operationId, change) {
      const collection = records.collectionOf(operationId);
      const ids = model.listed?.(operationId) ?? collection.ids();
      if (change.change === "insert") collection.insert();
      else collection.remove(ids.at(change.which === "first" ? 0 : -1) ?? "");
    },
    respond(call) {
      const own = handled.has(call.operationId);
      const isOnly = !own && resources.get(call.operationId)?.isSingleton;
      const found = records[isOnly ? "findOnly" : "find"](call.operationId, call.path);
      // A vendor's own handler checks the names in its path for which the vendor keeps no records.
      const missing = found.missing.find(({ collection }) => !own || records.kept(collection) !== undefined);
      if (missing) return fail(call, { status: 404, message: "Not Found" });
      const { record, id } = found;
      const known: ResourceCall = {
        ...call,
        record,
        id,
        get collection() {
          return found.collection;
        },
      };
      return own ? model.handle(known) : respondByDocument(known, operations);
    },
  };
}
