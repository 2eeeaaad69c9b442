import { compileDocument } from "../document/compile-document.ts";
import { type OperationSchemas, responseOf, type VendorDocument } from "../document/operation-schemas.ts";
import { sampleOf } from "../document/sample.ts";
import { createSampleCollection } from "../operations/records.ts";
import type { Collection } from "../records/collection.ts";
import type { VendorResponse } from "../request/call.ts";
import type { DraftAccess } from "./draft-access.ts";
import type { VendorContext, VendorModel } from "./vendor-model.ts";

/** What is guessed of a vendor that was never tried. */
export type DraftFacts = {
  readonly id: string;
  readonly document: VendorDocument;
  /** Path of the base URL. */
  readonly basePath: string;
  readonly devices?: {
    readonly list: string;
    readonly get: string;
    /** The property that holds the id. */
    readonly id: string;
    /** The property around the record in the response of `get`, where there is one. */
    readonly record?: string;
  };
};

/** `state` of a sandbox that is made from a document alone. */
export type DraftState = {
  /** The devices; empty where the document does not show how they are read. */
  readonly devices: Collection;
  /** The headers of a request with credentials. */
  readonly headers: () => Readonly<Record<string, string>>;
};

/**
 * A fake made of a document alone: it checks requests and credentials, and models what methods, paths and paging explain,
 * with made-up records. It does not know how the vendor behaves.
 */
export function createDraftVendor<Credentials extends object>(
  { id, document: own, basePath, devices: facts }: DraftFacts,
  access: DraftAccess<Credentials>,
  { devices: size }: VendorContext,
): VendorModel<DraftState, Credentials, keyof Credentials & string> {
  const document = facts ? withDevices(own, facts) : own;
  const { resources } = compileDocument(document);
  const envelope = facts?.record;
  const devices = createSampleCollection(DEVICE, { document, resources, envelope, size: facts ? size : 0 });
  const error = (
    operation: OperationSchemas | undefined,
    { status, message }: { status: number; message: string },
  ): VendorResponse => {
    const declared = operation && responseOf(operation, status)?.schema;
    return { status, body: declared === undefined ? { message } : sampleOf(declared, document.schemas) };
  };
  return {
    origin: `https://${id}.sandbox.example`,
    basePath,
    document,
    overLimit: "cut",
    state: { devices, headers: access.headers },
    options: {},
    handled: [],
    handle: () => undefined,
    collections: { [DEVICE]: devices },
    rendering: { envelope },
    authenticate: ({ headers, now, operation }) =>
      access.isGood(headers, now) ? undefined : error(operation, { status: 401, message: "Unauthorized" }),
    error,
    ...(access.extra && { extra: access.extra }),
    credentials: access.credentials,
    scheme: access.scheme,
  };
}

const DEVICE = "device";

/** The document with a name for what it lists and gets as devices. */
function withDevices(document: VendorDocument, facts: NonNullable<DraftFacts["devices"]>): VendorDocument {
  const list = document.operationSchemas[facts.list]?.path ?? "";
  const get = document.operationSchemas[facts.get]?.path.replace(/\/\{[^}]*\}$/, "") ?? "";
  return { ...document, collections: { [DEVICE]: { paths: [list, get], id: facts.id } } };
}
