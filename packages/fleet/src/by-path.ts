import { byPath as byPathOf, type PathClient } from "@mdmkit/runtime/by-path";
import type { paths } from "./generated/paths.ts";
import type { FleetClient } from "./index.ts";

export type { PathClient } from "@mdmkit/runtime/by-path";

/** Calls operations by method and path, as openapi-fetch does, over the connection of a client. Failures are thrown. */
export function byPath(client: FleetClient): PathClient<paths> {
  return byPathOf<paths>(client);
}
