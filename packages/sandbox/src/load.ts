import type { CommonOptions } from "./common-options.ts";
import { type AnyFactory, createVendorSandbox, unknownVendor } from "./create-vendor-sandbox.ts";
import { loaders } from "./generated/loaders.ts";
import type { Sandbox, SandboxOptions, VendorId } from "./sandbox.ts";

export type { Sandbox, SandboxOptions, VendorId } from "./sandbox.ts";

/**
 * As `createSandbox`, for a vendor chosen at run time: only the code of that vendor is loaded.
 *
 * @example
 * const sandbox = await loadSandbox(process.argv[2], { devices: 50 });
 */
export function loadSandbox<Id extends VendorId>(id: Id, options?: SandboxOptions<Id>): Promise<Sandbox<Id>>;
// The implementation does not know the vendors' own types; the signature above gives them to the caller.
export async function loadSandbox(id: string, options: CommonOptions = {}): Promise<unknown> {
  const load = Object.hasOwn(known, id) ? known[id] : undefined;
  if (load === undefined) throw unknownVendor(id, Object.keys(known));
  return createVendorSandbox(id, await load(), options);
}

const known: Readonly<Record<string, () => Promise<AnyFactory>>> = loaders;
