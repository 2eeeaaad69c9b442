import type { JsonObject } from "../read/json.ts";
import type { OpenApi } from "../read/openapi.ts";
import { joinOperations, separateOperations } from "./further-operations.ts";
import { hideSchemas, INDEX, sequenceType } from "./hide-schemas.ts";
import { OPTIONS, resolveRef, transformSchema } from "./openapi-typescript.ts";
import { header } from "./print.ts";
import { PrintedTypes } from "./printed-types.ts";
import { schemaType } from "./schema-type.ts";
import { selfListing } from "./self-listing.ts";
import { factory } from "./syntax/factory.ts";
import type { Statement } from "./syntax/nodes.ts";
import { printStatements } from "./syntax/print.ts";
import { hasWholeQuery, withWholeQueries } from "./whole-query.ts";

/** Prints `schema.ts`: openapi-typescript's types of operations and components, with our types of schemas. */
export function emitSchema(id: string, document: OpenApi & JsonObject): string {
  return [...schemaPieces(id, document)].join("");
}

/** The same in pieces. */
export function* schemaPieces(id: string, document: OpenApi & JsonObject): Generator<string> {
  const footer: Statement[] = [];
  const { shell, hidden } = hideSchemas(document);
  separateOperations(shell);
  const aliases = new Map(selfListing(document).map((name, index) => [name, `Recursive${index + 1}`]));
  const context = { document, aliases, footer };
  const printed = new PrintedTypes();
  for (const [name, alias] of aliases) {
    const type = schemaType(document.components?.schemas?.[name] ?? true, context);
    footer.push(factory.createTypeAliasDeclaration(undefined, alias, undefined, type));
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
  const whole = hasWholeQuery(shell) ? joined.map(withWholeQueries) : joined;
  const hasSequences = hidden.some(({ sequence }) => sequence?.isResponse);
  const imports = hasSequences ? 'import type { Sequence } from "@mdmkit/runtime";\n\n' : "";
  yield `${header(id)}${imports}`;
  yield* printStatements(whole);
}
