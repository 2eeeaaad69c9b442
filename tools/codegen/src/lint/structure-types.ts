import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { NormalizedNodeType } from "@redocly/openapi-core";
import { correctedTypes } from "./redocly-types.ts";

type Redocly = Pick<typeof import("@redocly/openapi-core"), "getTypes" | "normalizeTypes">;

/**
 * What Redocly knows of the nodes of OpenAPI 3.1 and 3.2, by name. Only these modules of it are loaded: all of it takes a quarter
 * of a second.
 */
export async function loadStructureTypes(
  version: "oas3_1" | "oas3_2",
): Promise<Readonly<Record<string, NormalizedNodeType>>> {
  const folder = dirname(createRequire(import.meta.url).resolve("@redocly/openapi-core"));
  const [{ getTypes }, { normalizeTypes }]: [Pick<Redocly, "getTypes">, Pick<Redocly, "normalizeTypes">] =
    await Promise.all([
      import(pathToFileURL(join(folder, "oas-types.js")).href),
      import(pathToFileURL(join(folder, "types/index.js")).href),
    ]);
  return normalizeTypes(correctedTypes(getTypes(version), version));
}
