import { existsSync, readFileSync } from "node:fs";
import ts from "typescript";
import { problemAt, type SourceLocation } from "../../workspace/problem.ts";
import { SourceFiles } from "../../workspace/source-files.ts";

/** A source file and its names. */
export type Module = {
  readonly path: string;
  readonly source: ts.SourceFile;
  /** Functions and constants of the file. */
  readonly functions: ReadonlyMap<string, ts.FunctionDeclaration>;
  readonly variables: ReadonlyMap<string, ts.VariableDeclaration>;
  /** Constants that are properties of a value: `b` of `const { a: b } = x` is `a` of `x`. */
  readonly members: ReadonlyMap<string, Member>;
  readonly types: ReadonlyMap<string, ts.TypeAliasDeclaration>;
  readonly imports: ReadonlyMap<string, Import>;
};

type Member = { readonly declaration: ts.VariableDeclaration; readonly name: string };

/** `name` is what the other file calls it, `*` all of it. A file that is not followed has no path. */
type Import = { readonly path: string | undefined; readonly specifier: string; readonly name: string };

/** Reads and parses source files, each once. */
export class Modules {
  readonly #files: SourceFiles;
  readonly #modules = new Map<string, Module>();

  constructor(root: string) {
    this.#files = new SourceFiles(root);
  }

  /** The paths of all loaded files. */
  get paths(): string[] {
    return [...this.#modules.keys()];
  }

  /** The path of what a file imports; undefined where it is not followed. */
  resolve(from: string, specifier: string): string | undefined {
    return this.#files.resolve(from, specifier);
  }

  load(path: string): Module {
    const known = this.#modules.get(path);
    if (known) return known;
    const file = this.#files.locate(path);
    if (!existsSync(file)) throw problemAt(path, "the file is missing", "Create it, or correct the import.");
    const text = readFileSync(file, "utf8");
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
    const module = parse(path, source, this.#files);
    this.#modules.set(path, module);
    return module;
  }
}

function parse(path: string, source: ts.SourceFile, files: SourceFiles): Module {
  const functions = new Map<string, ts.FunctionDeclaration>();
  const variables = new Map<string, ts.VariableDeclaration>();
  const members = new Map<string, Member>();
  const types = new Map<string, ts.TypeAliasDeclaration>();
  const imports = new Map<string, Import>();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) functions.set(statement.name.text, statement);
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        if (ts.isIdentifier(declaration.name)) variables.set(declaration.name.text, declaration);
        for (const [own, name] of propertiesOf(declaration.name)) members.set(own, { declaration, name });
      }
    }
    if (ts.isTypeAliasDeclaration(statement)) types.set(statement.name.text, statement);
    if (ts.isImportDeclaration(statement)) {
      for (const [name, found] of importsOf(path, statement, files)) imports.set(name, found);
    }
    if (ts.isExportDeclaration(statement)) {
      for (const [name, found] of reexportsOf(path, statement, files)) imports.set(name, found);
    }
  }
  return { path, source, functions, variables, members, types, imports };
}

/** The names that a pattern declares, with those of the properties that they are. */
function* propertiesOf(pattern: ts.BindingName): Generator<[own: string, name: string]> {
  if (!ts.isObjectBindingPattern(pattern)) return;
  for (const { name, propertyName = name } of pattern.elements)
    if (ts.isIdentifier(name) && ts.isIdentifier(propertyName)) yield [name.text, propertyName.text];
}

function* importsOf(
  from: string,
  statement: ts.ImportDeclaration,
  files: SourceFiles,
): Generator<[string, Import]> {
  const { importClause: clause, moduleSpecifier } = statement;
  if (!clause || !ts.isStringLiteral(moduleSpecifier)) return;
  const specifier = moduleSpecifier.text;
  const path = files.resolve(from, specifier);
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) {
    yield [bindings.name.text, { path, specifier, name: "*" }];
  } else {
    for (const { name, propertyName } of bindings?.elements ?? []) {
      yield [name.text, { path, specifier, name: (propertyName ?? name).text }];
    }
  }
}

/** What a file exports from another one is found like an import. */
function* reexportsOf(
  from: string,
  { exportClause: clause, moduleSpecifier }: ts.ExportDeclaration,
  files: SourceFiles,
): Generator<[string, Import]> {
  if (!clause || !ts.isNamedExports(clause)) return;
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return;
  const specifier = moduleSpecifier.text;
  const path = files.resolve(from, specifier);
  for (const { name, propertyName } of clause.elements) {
    yield [name.text, { path, specifier, name: (propertyName ?? name).text }];
  }
}

export function locationOf(node: ts.Node): SourceLocation {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: source.fileName, line: line + 1, column: character + 1 };
}

/** Ends the run. Code that cannot be followed must not count as "no source". */
export function fail(node: ts.Node, message: string, fix?: string): never {
  throw problemAt(locationOf(node), message, fix);
}
