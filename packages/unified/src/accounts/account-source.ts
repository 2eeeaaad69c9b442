import type { MdmError } from "@mdmkit/runtime";
import type { ResourceName } from "../contract/capabilities.ts";
import type { Listing } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";

/** Anything with lists of records: what `connect` gives, of any vendor. */
export type AccountSource = { readonly [Resource in ResourceName]?: ListSource };

export type ListSource = { list(options?: never): Listing<{ id: string }> };

/** What a record is called in what `combine` gives. */
export const RECORD_NAMES = {
  devices: "device",
  users: "user",
  apps: "app",
  organizations: "organization",
} as const satisfies Record<ResourceName, string>;

/** How the list of one account went: its report, and the error that ended it, if one did. */
export type AccountOutcome = { report: Readonly<ListReport>; error?: MdmError };
