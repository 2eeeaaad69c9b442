import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript-6";

/** Where a name is declared: statements of a file, or another package. Overloads of a function are several statements. */
export type Declaration =
  | {
      readonly kind: "here";
      readonly name: string;
      readonly file: string;
      readonly statements: readonly ts.Statement[];
    }
  | { readonly kind: "elsewhere"; readonly name: string; readonly specifier: string };

export type DeclaredHere = Extract<Declaration, { kind: "here" }>;

type Module = {
  readonly source: ts.SourceFile;
  readonly own: ReadonlyMap<string, readonly ts.Statement[]>;
  /** Names that stand for one of another module, by import or by export. */
  readonly imported: ReadonlyMap<string, Origin>;
  readonly exported: ReadonlyMap<string, Origin | "own">;
  readonly wholes: readonly string[];
};

type Origin = { readonly specifier: string; readonly name: string };

/** Declaration files, each read and parsed once, without a type checker. */
export class Declarations {
  readonly #modules = new Map<string, Module>();

  /** What a declaration file exports, by name. */
  exportsOf(file: string): Map<string, Declaration> {
    const { exported, wholes } = this.#load(file);
    const found = new Map<string, Declaration>();
    for (const specifier of wholes) {
      const path = resolveFrom(file, specifier);
      for (const [name, declaration] of path ? this.exportsOf(path) : []) found.set(name, declaration);
    }
    for (const [name, origin] of exported) {
      const declaration = origin === "own" ? this.find(file, name) : this.#follow(file, origin);
      if (declaration) found.set(name, declaration);
    }
    return found;
  }

  /** What a name means in a file. Undefined for globals and type parameters. */
  find(file: string, name: string): Declaration | undefined {
    const { own, imported } = this.#load(file);
    const statements = own.get(name);
    if (statements) return { kind: "here", name, file, statements };
    const origin = imported.get(name);
    return origin && this.#follow(file, origin);
  }

  /** What `import("…").name` means in a file. */
  findImported(file: string, origin: Origin): Declaration | undefined {
    return this.#follow(file, origin);
  }

  #follow(file: string, { specifier, name }: Origin): Declaration | undefined {
    const path = resolveFrom(file, specifier);
    return path ? this.exportsOf(path).get(name) : { kind: "elsewhere", name, specifier };
  }

  #load(file: string): Module {
    const known = this.#modules.get(file);
    if (known) return known;
    const text = readFileSync(file, "utf8");
    const module = parse(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true));
    this.#modules.set(file, module);
    return module;
  }
}

/** The declaration file of a relative import; undefined for other packages. */
function resolveFrom(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(file), specifier.replace(/\.[jt]s$/, ".d.ts"));
  if (!existsSync(path))
    throw new Error(`${file} imports ${specifier}, which is missing. Build the packages first.`);
  return path;
}

function parse(source: ts.SourceFile): Module {
  const own = new Map<string, ts.Statement[]>();
  const imported = new Map<string, Origin>();
  const exported = new Map<string, Origin | "own">();
  const wholes: string[] = [];
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const [local, origin] of importsOf(statement)) imported.set(local, origin);
    } else if (ts.isExportDeclaration(statement)) {
      const specifier = textOf(statement.moduleSpecifier);
      const { exportClause } = statement;
      if (!exportClause && specifier !== undefined) wholes.push(specifier);
      if (!exportClause || !ts.isNamedExports(exportClause)) continue;
      for (const { name, propertyName } of exportClause.elements) {
        const original = (propertyName ?? name).text;
        if (specifier !== undefined) exported.set(name.text, { specifier, name: original });
        else exported.set(name.text, imported.get(original) ?? "own");
      }
    } else {
      for (const name of namesOf(statement)) {
        own.set(name, [...(own.get(name) ?? []), statement]);
        if (isExported(statement)) exported.set(name, "own");
      }
    }
  }
  return { source, own, imported, exported, wholes };
}

function* importsOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): Generator<[string, Origin]> {
  const specifier = textOf(moduleSpecifier);
  const bindings = importClause?.namedBindings;
  if (specifier === undefined || !bindings || !ts.isNamedImports(bindings)) return;
  for (const { name, propertyName } of bindings.elements)
    yield [name.text, { specifier, name: (propertyName ?? name).text }];
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function textOf(node: ts.Expression | undefined): string | undefined {
  return node && ts.isStringLiteral(node) ? node.text : undefined;
}
