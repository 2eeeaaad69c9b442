import { byPath as byPathOf, type PathClient } from "@mdmkit/runtime/by-path";
import type { paths } from "./generated/paths.ts";
import type { IntuneClient } from "./index.ts";

export type { PathClient } from "@mdmkit/runtime/by-path";

/** Calls operations by method and path, as openapi-fetch does, over the connection of a client. Failures are thrown. */
export function byPath(client: IntuneClient): PathClient<paths> {
  return byPathOf<paths>(client);
}
