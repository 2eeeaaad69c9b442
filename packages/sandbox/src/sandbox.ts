import type * as vendors from "#vendors";
import type { CommonOptions } from "./common-options.ts";
import type { PartsOf, VendorSandbox } from "./vendor-sandbox.ts";

type Vendors = typeof vendors;

/** Vendors this package can fake. */
export type VendorId = keyof Vendors;

/** The fleet of a sandbox, and how its vendors behave. */
export type SandboxOptions<Id extends VendorId> = CommonOptions & PartsOf<Vendors[Id]>["options"];

/** What a vendor's client is given. */
export type SandboxCredentials<Id extends VendorId> = PartsOf<Vendors[Id]>["credentials"];

/** A vendor's records and the rest of its state. */
export type SandboxState<Id extends VendorId> = PartsOf<Vendors[Id]>["state"];

/** A fake vendor of this package. */
export type Sandbox<Id extends VendorId> = VendorSandbox<Id, Vendors[Id]>;
