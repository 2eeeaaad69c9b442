import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { emitClient } from "../emit/emit-client.ts";
import { emitOperations } from "../emit/emit-operations.ts";
import { emitSchema } from "../emit/emit-schema.ts";
import { partsNamedIn } from "../emit/named-operations.ts";
import type { JsonObject } from "../read/json.ts";
import { parseOpenApi } from "../read/openapi.ts";
import { readApi } from "../read/read-api.ts";
import { foldersOf, layoutOf } from "../workspace/layout.ts";
import { ProblemList } from "../workspace/problem.ts";

/** The adapter of a vendor as the compiler sees it, with the types of one version of the document. */
export type AdapterProgram = {
  readonly checker: ts.TypeChecker;
  readonly sources: readonly { readonly file: string; readonly source: ts.SourceFile }[];
  /** The generated file that a declaration is in, if it is one of the client. */
  generatedFile(declaration: ts.Node): "schema.ts" | "client.ts" | undefined;
};

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["@mdmkit/source"],
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  types: [],
};

/** The compiler's own declarations, which are the same for every program. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** Compiles nothing and reports nothing: types are looked up where the adapter is read. */
export function createAdapterProgram(
  { root, vendor, files }: { root: string; vendor: string; files: readonly string[] },
  document: JsonObject,
): AdapterProgram {
  const client = join(root, foldersOf(layoutOf(root), vendor).client);
  const generated = emitted(vendor, document, join(client, "generated"));
  const options = { ...OPTIONS, paths: { [`@mdmkit/${vendor}`]: [join(client, "index.ts")] } };
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, readFile, fileExists } = host;
  host.readFile = (path) => generated.get(path) ?? readFile(path);
  host.fileExists = (path) => generated.has(path) || fileExists(path);
  host.directoryExists = (path) =>
    existsSync(path) || [...generated.keys()].some((file) => dirname(file) === path);
  host.getSourceFile = (path, ...rest) => {
    if (!/\/lib\.[\w.]+\.d\.ts$/.test(path)) return getSourceFile(path, ...rest);
    if (!libraries.has(path)) libraries.set(path, getSourceFile(path, ...rest));
    return libraries.get(path);
  };
  const program = ts.createProgram({ rootNames: files.map((file) => join(root, file)), options, host });
  const names = new Map([...generated.keys()].map((path) => [path, path.split("/").at(-1)]));
  return {
    checker: program.getTypeChecker(),
    sources: files.flatMap((file) => {
      const source = program.getSourceFile(join(root, file));
      return source ? [{ file, source }] : [];
    }),
    generatedFile(declaration) {
      const name = names.get(declaration.getSourceFile().fileName);
      return name === "schema.ts" || name === "client.ts" ? name : undefined;
    },
  };
}

/** The files of the client that hold types, by path. */
function emitted(vendor: string, document: JsonObject, folder: string): ReadonlyMap<string, string> {
  const problems = new ProblemList();
  const api = readApi({
    document: parseOpenApi(JSON.stringify(document)),
    locate: (pointer) => ({ file: pointer }),
    problems,
  });
  const product = document["x-mdmkit-name"];
  const name = typeof product === "string" ? product : "Vendor";
  const types = emitClient(vendor, api, { name, confidence: new Map() });
  const schema = emitSchema(vendor, api.document, partsNamedIn(types));
  return new Map([
    ...Object.entries(schema).map(([file, text]) => [`${folder}/${file}`, String(text)] as const),
    [`${folder}/client.ts`, types],
    [`${folder}/operations.ts`, emitOperations(vendor, api)],
  ]);
}
