import { type AnswerSchemas, readAnswerSchemas } from "./answer-schemas.ts";
import { type RecordShape, startOf } from "./domain/context.ts";
import { fail, Modules } from "./domain/module.ts";
import { extractFields, type MapperFields } from "./extract-fields.ts";
import { extractWrites, type WriteOperations } from "./extract-writes.ts";
import { createContext } from "./interpreter/create-context.ts";
import { nameOfModule } from "./interpreter/resolve.ts";
import { type MapperOrigins, readOrigins } from "./read-origins.ts";
import { findUnset, type UnsetProperty } from "./unset/find-unset.ts";

/** Where a vendor's adapter and its document are, relative to the root. */
type LineagePaths = { readonly root: string; readonly folder: string; readonly openapi: string };

export type ExtractedMapper = MapperOrigins & MapperFields & { readonly unset: readonly UnsetProperty[] };

/** Everything that is told of a vendor by its code and its document. */
export type ExtractedLineage = {
  readonly mappers: readonly ExtractedMapper[];
  readonly writes: ReadonlyMap<string, WriteOperations>;
  readonly answers: AnswerSchemas;
};

/** Follows all mappers and planners of a vendor. Throws a `ProblemError` for what cannot be followed. */
export function extractLineage(paths: LineagePaths): ExtractedLineage {
  const modules = new Modules(paths.root);
  const answers = readAnswerSchemas(`${paths.root}/${paths.openapi}`);
  return {
    mappers: extractMappers(paths.folder, { modules, answers }),
    writes: extractWrites(`${paths.folder}/index.ts`, { modules, answers }),
    answers,
  };
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
