import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { type Place, problemAt } from "../../workspace/problem.ts";

/** A source file and where its names come from. */
export type Module = {
  readonly path: string;
  readonly source: ts.SourceFile;
  /** Names of the file itself: functions, and constants by their declaration. */
  readonly functions: ReadonlyMap<string, ts.FunctionDeclaration>;
  readonly variables: ReadonlyMap<string, ts.VariableDeclaration>;
  readonly types: ReadonlyMap<string, ts.TypeAliasDeclaration>;
  readonly imports: ReadonlyMap<string, Import>;
};

/**
 * `name` is what the other file calls it, `*` all of it. A file outside of the package has no path, and neither has a
 * generated one: it may be missing or out of date, and is made from what is followed here.
 */
type Import = { readonly path: string | undefined; readonly specifier: string; readonly name: string };

/** Reads and parses source files, each once. Paths are relative to the root and have forward slashes. */
export class Modules {
  readonly #root: string;
  readonly #modules = new Map<string, Module>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Everything that was loaded. */
  get paths(): string[] {
    return [...this.#modules.keys()];
  }

  load(path: string): Module {
    const known = this.#modules.get(path);
    if (known) return known;
    const file = join(this.#root, path);
    if (!existsSync(file)) throw problemAt(path, "the file is missing", "Create it, or correct the import.");
    const text = readFileSync(file, "utf8");
    const module = parse(path, ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true));
    this.#modules.set(path, module);
    return module;
  }
}

function parse(path: string, source: ts.SourceFile): Module {
  const functions = new Map<string, ts.FunctionDeclaration>();
  const variables = new Map<string, ts.VariableDeclaration>();
  const types = new Map<string, ts.TypeAliasDeclaration>();
  const imports = new Map<string, Import>();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) functions.set(statement.name.text, statement);
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        if (ts.isIdentifier(declaration.name)) variables.set(declaration.name.text, declaration);
      }
    }
    if (ts.isTypeAliasDeclaration(statement)) types.set(statement.name.text, statement);
    if (ts.isImportDeclaration(statement)) {
      for (const [name, found] of importsOf(path, statement)) imports.set(name, found);
    }
  }
  return { path, source, functions, variables, types, imports };
}

function* importsOf(path: string, statement: ts.ImportDeclaration): Generator<[string, Import]> {
  const { importClause: clause, moduleSpecifier } = statement;
  if (!clause || !ts.isStringLiteral(moduleSpecifier)) return;
  const specifier = moduleSpecifier.text;
  const target =
    specifier.startsWith(".") && !isGenerated(specifier)
      ? relative(".", join(dirname(path), specifier)).replaceAll("\\", "/")
      : undefined;
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) {
    yield [bindings.name.text, { path: target, specifier, name: "*" }];
  } else {
    for (const { name, propertyName } of bindings?.elements ?? []) {
      yield [name.text, { path: target, specifier, name: (propertyName ?? name).text }];
    }
  }
}

function isGenerated(specifier: string): boolean {
  return specifier.includes("/generated/");
}

export function placeOf(node: ts.Node): Place {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: source.fileName, line: line + 1, column: character + 1 };
}

/** Ends the run: what cannot be followed must not pass as nothing. */
export function fail(node: ts.Node, message: string, fix?: string): never {
  throw problemAt(placeOf(node), message, fix);
}
