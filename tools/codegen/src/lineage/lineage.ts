import { readFileSync } from "node:fs";
import { parseOpenApi } from "../read/openapi.ts";
import { type RecordShape, startOf } from "./domain/context.ts";
import { fail, Modules } from "./domain/module.ts";
import { checkCommandMapper, extractFields, type MapperFields } from "./extract-fields.ts";
import { type AdapterOperations, extractOperations } from "./extract-operations.ts";
import { extractWrites, type WriteOperations } from "./extract-writes.ts";
import { findUnset, type UnsetProperty } from "./find-unset.ts";
import { createContext } from "./interpreter/create-context.ts";
import { nameOfModule } from "./interpreter/resolve.ts";
import { type MapperOrigins, readOrigins } from "./read-origins.ts";
import { type ResponseSchemas, responseSchemasOf } from "./response-schemas.ts";

/** The adapter of a vendor and its document, relative to the root. */
type LineagePaths = { readonly root: string; readonly folder: string; readonly openapi: string };

export type ExtractedMapper = MapperOrigins & MapperFields & { readonly unset: readonly UnsetProperty[] };

/** Everything that is known from the code of an adapter and the vendor's document. */
export type ExtractedLineage = {
  readonly mappers: readonly ExtractedMapper[];
  readonly writes: ReadonlyMap<string, WriteOperations>;
  readonly responses: ResponseSchemas;
  readonly adapter: AdapterOperations;
  /** The product name in PascalCase, the prefix of generated types. */
  readonly type: string;
  /** Paths of the files that were followed. */
  readonly sources: readonly string[];
};

/** Follows all mappers and planners of a vendor. Throws a `ProblemError` for code that cannot be followed. */
export function extractLineage(paths: LineagePaths): ExtractedLineage {
  const { root, folder } = paths;
  const modules = new Modules(root);
  const document = parseOpenApi(readFileSync(`${root}/${paths.openapi}`, "utf8"));
  const responses = responseSchemasOf(document);
  const mappers = extractMappers(folder, { modules, responses });
  checkCommandMapper(`${folder}/index.ts`, modules);
  const writes = extractWrites(`${folder}/index.ts`, { modules, responses });
  const adapter = extractOperations(root, { folder, modules, responses, writes });
  const type = String(document["x-mdmkit-name"]);
  return { mappers, writes, responses, adapter, type, sources: modules.paths };
}

/** Follows the mappers in the `origins.ts` of a folder. */
export function extractMappers(
  folder: string,
  { modules, responses }: { modules: Modules; responses: ResponseSchemas },
): ExtractedMapper[] {
  const module = modules.load(`${folder}/origins.ts`);
  const record: RecordShape = { find: () => "nowhere", isList: () => false };
  const context = createContext({ modules, record, outside: "rejected" });
  const here = startOf(module, context);
  const origins =
    nameOfModule("origins", module, context) ?? fail(module.source, "the file has no `origins`");
  return readOrigins(origins, { here, node: module.source, responses }).map((each) => {
    const mapper = { ...each, ...extractFields(each, { modules, responses }) };
    return { ...mapper, unset: findUnset(mapper, responses) };
  });
}
