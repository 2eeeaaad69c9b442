import type { JsonObject } from "../read/json.ts";
import type { OpenApi } from "../read/openapi.ts";
import { joinOperations, separateOperations } from "./further-operations.ts";
import { hideSchemas, INDEX, sequenceType } from "./hide-schemas.ts";
import { type NamedParts, namedOperations } from "./named-operations.ts";
import { OPTIONS, resolveRef, transformSchema, tsModifiers } from "./openapi-typescript.ts";
import { header } from "./print.ts";
import { PrintedTypes } from "./printed-types.ts";
import { schemaType } from "./schema-type.ts";
import { selfListing } from "./self-listing.ts";
import { factory } from "./syntax/factory.ts";
import type { Statement } from "./syntax/nodes.ts";
import { printStatements } from "./syntax/print.ts";
import { hasWholeQuery, withWholeQueries } from "./whole-query.ts";

/** The types of a document in two files, so that no caller loads what only calls by path need. */
export type SchemaFiles = {
  /** Components, and of operations what is named. */
  readonly "schema.ts": Buffer;
  /** All of paths, webhooks and operations. */
  readonly "paths.ts": Buffer;
};

/** Prints openapi-typescript's types of operations and components, with our types of schemas. */
export function emitSchema(id: string, document: OpenApi & JsonObject, named: NamedParts): SchemaFiles {
  const footer: Statement[] = [];
  const { shell, hidden } = hideSchemas(document);
  separateOperations(shell);
  const aliases = new Map(selfListing(document).map((name, index) => [name, `Recursive${index + 1}`]));
  const context = { document, aliases, footer };
  const printed = new PrintedTypes();
  for (const [name, alias] of aliases) {
    const type = schemaType(document.components?.schemas?.[name] ?? true, context);
    footer.push(factory.createTypeAliasDeclaration(tsModifiers({ export: true }), alias, undefined, type));
  }
  const nodes = transformSchema(shell, {
    ...OPTIONS,
    injectFooter: footer,
    resolve: ($ref) => resolveRef(shell, $ref, { silent: true }),
    transform(node) {
      const { schema, component = "", sequence } = hidden[Number(node[INDEX])] ?? {};
      const alias = aliases.get(component);
      if (alias !== undefined) return factory.createTypeReferenceNode(alias);
      const type = () => schemaType(schema ?? true, context);
      return schema && printed.of(schema, sequence ? () => sequenceType(sequence, type) : type);
    },
  });
  const joined = nodes.map(joinOperations);
  const statements = hasWholeQuery(shell) ? joined.map(withWholeQueries) : joined;
  const isOfPaths = ({ name }: Statement) => PATHS.has(name.text);
  const schema = statements.flatMap((statement) => {
    if (!isOfPaths(statement)) return [statement];
    const isOperations = statement.name.text === "operations" && statement.kind === "InterfaceDeclaration";
    return isOperations ? [namedOperations(statement, named)] : [];
  });
  return {
    "schema.ts": fileOf(id, schema, { file: "paths.ts", roots: ["paths", "webhooks"], helpers: [] }),
    "paths.ts": fileOf(id, statements.filter(isOfPaths), {
      file: "schema.ts",
      roots: ["components", "$defs"],
      helpers: footer.filter((helper) => !isOfPaths(helper)).map(({ name }) => name.text),
    }),
  };
}

const PATHS = new Set(["paths", "webhooks", "operations"]);

/** What the other file has: roots, of which others name members, and helper types. */
type Other = {
  readonly file: string;
  readonly roots: readonly string[];
  readonly helpers: readonly string[];
};

/** A file of these statements, with imports of what they name. Pieces become bytes one by one: a large document has types of megabytes. */
function fileOf(id: string, statements: readonly Statement[], { file, roots, helpers }: Other): Buffer {
  const unused = new Map([
    ...roots.map((name) => [name, new RegExp(`\\b${name}\\["`)] as const),
    ...helpers.map((name) => [name, new RegExp(`\\b${name}\\b`)] as const),
    ["Sequence", /\bSequence</] as const,
  ]);
  const pieces: Buffer[] = [];
  for (const piece of printStatements(statements)) {
    for (const [name, pattern] of unused) if (pattern.test(piece)) unused.delete(name);
    pieces.push(Buffer.from(piece));
  }
  const used = [...roots, ...helpers].filter((name) => !unused.has(name));
  const imports = [
    ...(unused.has("Sequence") ? [] : ['import type { Sequence } from "@mdmkit/runtime";\n']),
    ...(used.length > 0 ? [`import type { ${used.join(", ")} } from "./${file}";\n`] : []),
  ];
  const head = [header(id), ...imports, imports.length > 0 ? "\n" : ""].join("");
  return Buffer.concat([Buffer.from(head), ...pieces]);
}
