import { readFileSync } from "node:fs";
import { parseOpenApi } from "../read/openapi.ts";
import { type AnswerSchemas, answerSchemasOf } from "./answer-schemas.ts";
import { type RecordShape, startOf } from "./domain/context.ts";
import { fail, Modules } from "./domain/module.ts";
import { extractFields, type MapperFields } from "./extract-fields.ts";
import { type AdapterOperations, extractOperations } from "./extract-operations.ts";
import { extractWrites, type WriteOperations } from "./extract-writes.ts";
import { findUnset, type UnsetProperty } from "./find-unset.ts";
import { createContext } from "./interpreter/create-context.ts";
import { nameOfModule } from "./interpreter/resolve.ts";
import { type MapperOrigins, readOrigins } from "./read-origins.ts";

/** Where a vendor's adapter and its document are, relative to the root. */
type LineagePaths = { readonly root: string; readonly folder: string; readonly openapi: string };

export type ExtractedMapper = MapperOrigins & MapperFields & { readonly unset: readonly UnsetProperty[] };

/** Everything that is told of a vendor by its code and its document. */
export type ExtractedLineage = {
  readonly mappers: readonly ExtractedMapper[];
  readonly writes: ReadonlyMap<string, WriteOperations>;
  readonly answers: AnswerSchemas;
  readonly adapter: AdapterOperations;
  /** The product's name in PascalCase, with which the names of generated types begin. */
  readonly type: string;
  /** Paths of the files that were followed. */
  readonly sources: readonly string[];
};

/** Follows all mappers and planners of a vendor. Throws a `ProblemError` for what cannot be followed. */
export function extractLineage(paths: LineagePaths): ExtractedLineage {
  const { root, folder } = paths;
  const modules = new Modules(root);
  const document = parseOpenApi(readFileSync(`${root}/${paths.openapi}`, "utf8"));
  const answers = answerSchemasOf(document);
  const mappers = extractMappers(folder, { modules, answers });
  const writes = extractWrites(`${folder}/index.ts`, { modules, answers });
  const adapter = extractOperations(root, { folder, modules, answers, writes });
  const type = String(document["x-mdmkit-name"]);
  return { mappers, writes, answers, adapter, type, sources: modules.paths };
}

/** Follows the mappers that a folder's `origins.ts` names. */
export function extractMappers(
  folder: string,
  { modules, answers }: { modules: Modules; answers: AnswerSchemas },
): ExtractedMapper[] {
  const module = modules.load(`${folder}/origins.ts`);
  const record: RecordShape = { find: () => "nowhere", isList: () => false };
  const context = createContext({ modules, record, outside: "refused" });
  const here = startOf(module, context);
  const origins =
    nameOfModule("origins", module, context) ?? fail(module.source, "there is no `origins` here");
  return readOrigins(origins, { here, node: module.source, answers }).map((each) => {
    const mapper = { ...each, ...extractFields(each, { modules, answers }) };
    return { ...mapper, unset: findUnset(mapper, answers) };
  });
}
