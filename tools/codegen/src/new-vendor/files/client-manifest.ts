import type { Names } from "../plan/names.ts";

/** The manifest of a vendor's package. */
export function manifest({ id, product }: Names): string {
  const entry = (path: string) => ({
    "@mdmkit/source": `./src/${path}.ts`,
    types: `./dist/${path}.d.ts`,
    default: `./dist/${path}.js`,
  });
  return print({
    name: `@mdmkit/${id}`,
    version: "0.0.0",
    private: true,
    description: `Typed client for the ${product} API, generated from its OpenAPI document.`,
    license: "MIT",
    type: "module",
    repository: { type: "git", url: "git+https://github.com/mdmkit/mdmkit.git", directory: `packages/${id}` },
    publishConfig: { access: "public", provenance: true },
    engines: { node: ">=22" },
    sideEffects: false,
    files: ["dist", "src", "!src/**/*.test.ts", "!src/**/fixtures"],
    exports: {
      ".": entry("index"),
      "./by-path": entry("by-path"),
      "./operations": entry("generated/operations"),
      "./table": entry("generated/table"),
      "./schemas": entry("generated/json-schema/index"),
      "./package.json": "./package.json",
    },
    scripts: {
      build: "tsc -p tsconfig.build.json --singleThreaded",
      typecheck: "tsc -p tsconfig.json",
      test: "vitest run",
    },
    dependencies: { "@mdmkit/runtime": "workspace:^" },
    devDependencies: {
      "@mdmkit/tsconfig": "workspace:*",
      "@types/node": "catalog:",
      typescript: "catalog:",
      vitest: "catalog:",
    },
  });
}

function print(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
