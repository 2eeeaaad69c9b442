/**
 * The parts of openapi-typescript behind its default export, which would lint and bundle the document a second time with
 * an older Redocly. Its package exports these files (`./*`), but declares their types only for the whole.
 */
declare module "openapi-typescript/dist/transform/index.mjs" {
  import type { GlobalContext, OpenAPI3, transformSchema as transform } from "openapi-typescript";

  /** `redoc` configures the lint run that is left out. */
  export default function transformSchema(
    schema: OpenAPI3,
    context: Omit<GlobalContext, "redoc">,
  ): ReturnType<typeof transform>;
}

declare module "openapi-typescript/dist/lib/ts.mjs" {
  export { astToString } from "openapi-typescript";
}

declare module "openapi-typescript/dist/lib/utils.mjs" {
  export { resolveRef, scanDiscriminators } from "openapi-typescript";
}
