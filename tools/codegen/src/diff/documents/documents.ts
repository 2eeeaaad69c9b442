import type { JsonObject } from "../../read/json.ts";

/** The two documents that are compared. */
export type Documents = { readonly base: JsonObject; readonly revision: JsonObject };
