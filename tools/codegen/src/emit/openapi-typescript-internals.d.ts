/**
 * Internal modules of openapi-typescript. Its default export would lint and bundle the document again, with an older
 * Redocly. The package exports these files (`./*`) without type declarations.
 */
declare module "openapi-typescript/dist/transform/index.mjs" {
  import type { GlobalContext, OpenAPI3, transformSchema as transform } from "openapi-typescript";

  /** `redoc` configures the lint run, which does not happen here. */
  export default function transformSchema(
    schema: OpenAPI3,
    context: Omit<GlobalContext, "redoc">,
  ): ReturnType<typeof transform>;
}

declare module "openapi-typescript/dist/lib/ts.mjs" {
  import type ts from "typescript";

  /** Declared with the type of the library's schemas, which has no tuples. */
  export function addJSDocComment(schema: object, node: ts.PropertySignature): void;
  export {
    astToString,
    BOOLEAN,
    NEVER,
    NULL,
    NUMBER,
    oapiRef,
    QUESTION_TOKEN,
    STRING,
    tsIntersection,
    tsLiteral,
    tsModifiers,
    tsPropertyIndex,
    tsRecord,
    tsUnion,
    tsWithRequired,
    UNDEFINED,
    UNKNOWN,
  } from "openapi-typescript";
}

declare module "openapi-typescript/dist/lib/utils.mjs" {
  export { resolveRef } from "openapi-typescript";
}
