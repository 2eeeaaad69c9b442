import type { OperationTable } from "../operation/operation.ts";
import type { Send } from "../transport/send.ts";
import type { ClientOptions } from "./vendor-client.ts";

export type Internals = { table: OperationTable; send: Send; options: ClientOptions };

const byClient = /* @__PURE__ */ new WeakMap<object, Internals>();

/** Keeps what a client is made of, out of sight of whoever prints it. */
export function remember(client: object, internals: Internals): void {
  byClient.set(client, internals);
}

export function internalsOf(client: object): Internals {
  const internals = byClient.get(client);
  if (!internals) throw new TypeError("This object was not made by createVendorClient.");
  return internals;
}
