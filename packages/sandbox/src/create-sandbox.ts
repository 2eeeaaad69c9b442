import * as vendors from "#vendors";
import type { CommonOptions } from "./common-options.ts";
import { type AnyFactory, createVendorSandbox, unknownVendor } from "./create-vendor-sandbox.ts";
import type { Sandbox, SandboxOptions, VendorId } from "./sandbox.ts";

/**
 * Creates a fake vendor for tests, demos and examples.
 *
 * @example
 * const sandbox = createSandbox("jumpcloud", { devices: 50 });
 * const mdm = connect(jumpcloud(sandbox.options));
 */
export function createSandbox<Id extends VendorId>(id: Id, options?: SandboxOptions<Id>): Sandbox<Id>;
// The implementation does not know the vendors' own types; the signature above gives them to the caller.
export function createSandbox(id: string, options: CommonOptions = {}): unknown {
  const factory = Object.hasOwn(factories, id) ? factories[id] : undefined;
  if (factory === undefined) throw unknownVendor(id, Object.keys(factories));
  return createVendorSandbox(id, factory, options);
}

const factories: Readonly<Record<string, AnyFactory>> = { ...vendors };
