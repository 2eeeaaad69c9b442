import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { NodeType, NormalizedNodeType } from "@redocly/openapi-core";
import { correctedTypes } from "./redocly-types.ts";

type Types = Readonly<Record<string, NodeType>>;
type Normalize = Pick<typeof import("@redocly/openapi-core"), "normalizeTypes">;

/** The modules of Redocly that describe a version, and the name of what each exports. */
const VERSIONS = {
  oas3_1: { file: "types/oas3_1.js", name: "Oas3_1Types" },
  oas3_2: { file: "types/oas3_2.js", name: "Oas3_2Types" },
} as const;

/**
 * What Redocly knows of the nodes of OpenAPI 3.1 and 3.2, by name. Only these modules of it are loaded: all of it takes a quarter
 * of a second.
 */
export async function loadStructureTypes(
  version: keyof typeof VERSIONS,
): Promise<Readonly<Record<string, NormalizedNodeType>>> {
  const folder = dirname(createRequire(import.meta.url).resolve("@redocly/openapi-core"));
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href);
  const { file, name } = VERSIONS[version];
  const [types, { normalizeTypes }]: [Record<typeof name, Types>, Normalize] = await Promise.all([
    load(file),
    load("types/index.js"),
  ]);
  return normalizeTypes(correctedTypes(types[name], version));
}
