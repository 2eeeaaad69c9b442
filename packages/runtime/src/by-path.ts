/** Calls by path. An entry of its own, since the types of openapi-fetch take a compiler as long as those of a whole vendor. */
export { byPath } from "./client/path-client.ts";
export type { PathClient } from "./client/path-types.ts";
