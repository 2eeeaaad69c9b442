/**
 * Internal modules of openapi-typescript, with the nodes of `syntax`. Its default export would lint and bundle the document
 * again, with an older Redocly. The package exports these files (`./*`) without type declarations.
 */
declare module "openapi-typescript/dist/transform/index.mjs" {
  import type { GlobalContext } from "openapi-typescript";

  type Statement = import("./syntax/nodes.ts").Statement;
  type Replaced = "injectFooter" | "redoc" | "transform";
  /** `redoc` configures the lint run, which does not happen here. */
  type Context = Omit<GlobalContext, Replaced> & {
    readonly injectFooter: Statement[];
    transform(schema: Readonly<Record<string, unknown>>): import("./syntax/nodes.ts").TypeNode | undefined;
  };

  export default function transformSchema(schema: object, context: Context): Statement[];
}

declare module "openapi-typescript/dist/lib/ts.mjs" {
  type TypeNode = import("./syntax/nodes.ts").TypeNode;
  type Keyword = import("./syntax/nodes.ts").Keyword;
  type PropertySignature = import("./syntax/nodes.ts").PropertySignature;

  export const BOOLEAN: TypeNode;
  export const NEVER: TypeNode;
  export const NULL: TypeNode;
  export const NUMBER: TypeNode;
  export const QUESTION_TOKEN: Keyword;
  export const STRING: TypeNode;
  export const UNDEFINED: TypeNode;
  export const UNKNOWN: TypeNode;
  export function addJSDocComment(schema: object, node: PropertySignature): void;
  export function oapiRef(reference: string): TypeNode;
  export function tsIntersection(types: readonly TypeNode[]): TypeNode;
  export function tsLiteral(value: unknown): TypeNode;
  export function tsModifiers(modifiers: {
    readonly readonly?: boolean;
    readonly export?: boolean;
  }): Keyword[];
  export function tsPropertyIndex(name: string): PropertySignature["name"];
  export function tsRecord(key: TypeNode, value: TypeNode): TypeNode;
  export function tsUnion(types: readonly TypeNode[]): TypeNode;
}

declare module "openapi-typescript/dist/lib/utils.mjs" {
  export function resolveRef<T>(
    schema: object,
    reference: string,
    options: { readonly silent: boolean },
  ): T | undefined;
}
