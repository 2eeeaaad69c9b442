import { registerHooks } from "node:module";
import { extname } from "node:path";

/** What openapi-typescript gets in place of TypeScript, of which it only uses the nodes of types, and of an older Redocly. */
const REPLACED = new Map([
  ["typescript", addressOf(new URL("./syntax/typescript.ts", import.meta.url))],
  ["@redocly/openapi-core/lib/ref-utils.js", addressOf(new URL("./syntax/ref-utils.ts", import.meta.url))],
]);

/** A compiled file has another extension. */
function addressOf({ href }: URL): string {
  return href.replace(/\.ts$/, extname(import.meta.url));
}

const hooks = registerHooks({
  resolve(specifier, context, next) {
    const isIts = context.parentURL?.includes("/openapi-typescript/dist/");
    const url = isIts ? REPLACED.get(specifier) : undefined;
    return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
  },
});
const [types, { resolveRef: resolveReference }, { default: transform }] = await Promise.all([
  import("openapi-typescript/dist/lib/ts.mjs"),
  import("openapi-typescript/dist/lib/utils.mjs"),
  import("openapi-typescript/dist/transform/index.mjs"),
]);
hooks.deregister();

/** What is used of openapi-typescript, with the nodes of `syntax`. */
export const resolveRef: typeof resolveReference = resolveReference;
export const transformSchema: typeof transform = transform;
export const {
  addJSDocComment,
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
  UNDEFINED,
  UNKNOWN,
}: typeof types = types;

/** What is asked of `transformSchema`, without what a document decides. */
export const OPTIONS = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false, // A vendor may leave out a property that has a default.
  discriminators: { objects: {}, refsHandled: [] },
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transformProperty: undefined,
} satisfies Omit<Parameters<typeof transform>[1], "injectFooter" | "resolve" | "transform">;
