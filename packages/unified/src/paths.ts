/** The HTTP interface of the gateway in types: for its handlers, and for clients by path such as openapi-fetch. */
export type { operations as UnifiedOperations, paths as UnifiedPaths } from "./generated/paths.ts";
