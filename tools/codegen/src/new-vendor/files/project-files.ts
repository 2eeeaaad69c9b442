import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TOOL_FOLDER } from "../../workspace/find-package.ts";
import type { Files, Plan } from "../plan/plan.ts";
import { accessParts, baseUrlOption, isRequired, scopeOptions } from "./access-parts.ts";

/** What makes a vendor's sources a project of their own. */
export function projectFiles(plan: Plan): Files {
  return {
    "package.json": print(manifest(plan)),
    "tsconfig.json": print(TSCONFIG),
    "tsconfig.build.json": print({
      extends: "./tsconfig.json",
      exclude: ["src/**/*.test.ts", "src/fixtures"],
    }),
    "README.md": readme(plan),
    ".gitignore": "node_modules/\ndist/\n",
  };
}

/** Tools of a new project. */
const TOOLS = { "fast-check": "^4.10.2", typescript: "^5.9.3", vitest: "^5.1.1", "@types/node": "^24.19.2" };

function manifest({ names: { id, product }, devices }: Plan) {
  const entry = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` });
  return {
    name: id,
    version: "0.0.0",
    private: true,
    description: `${product} for mdmkit.`,
    type: "module",
    engines: { node: ">=22" },
    sideEffects: false,
    mdmkit: { vendor: id },
    files: ["dist"],
    exports: {
      ".": entry("adapter/generated/vendor"),
      "./descriptor": entry("adapter/descriptor"),
      ...(devices && { "./devices": entry("adapter/generated/device-reader") }),
      "./lineage": entry("adapter/generated/lineage"),
      "./client": entry("client/index"),
      "./client/by-path": entry("client/by-path"),
      "./sandbox": entry("sandbox/index"),
      "./package.json": "./package.json",
    },
    scripts: {
      generate: "mdmkit-codegen generate",
      spec: "mdmkit-codegen spec",
      "vendor-status": "mdmkit-codegen vendor-status",
      build: "tsc -p tsconfig.build.json",
      typecheck: "tsc --noEmit",
      test: "vitest run --no-isolate",
    },
    dependencies: sorted({
      "@mdmkit/runtime": rangeOf("@mdmkit/runtime"),
      "@mdmkit/sandbox": rangeOf("@mdmkit/sandbox"),
      "@mdmkit/unified": rangeOf("@mdmkit/unified"),
    }),
    devDependencies: sorted({
      "@mdmkit/codegen": `^${ownManifest().version}`,
      "@mdmkit/schema-validator": rangeOf("@mdmkit/schema-validator"),
      ...TOOLS,
    }),
  };
}

type OwnManifest = {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

function ownManifest(): OwnManifest {
  return JSON.parse(readFileSync(join(TOOL_FOLDER, "../package.json"), "utf8"));
}

/** The range this tool was released with. From source it names the workspace, where any version fits. */
function rangeOf(name: string): string {
  const { dependencies, devDependencies } = ownManifest();
  const range = dependencies[name] ?? devDependencies[name] ?? "*";
  if (range.startsWith("workspace:")) return "*";
  return /^\d/.test(range) ? `^${range}` : range;
}

function sorted(ranges: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ranges).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023", "esnext.disposable", "dom", "dom.iterable"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    skipLibCheck: true,
    rootDir: "src",
    outDir: "dist",
  },
  include: ["src"],
};

function readme(plan: Plan): string {
  const { id, product, factory } = plan.names;
  const given = [...accessParts(plan).options, ...scopeOptions(plan), baseUrlOption(plan)]
    .filter(isRequired)
    .map(({ name }) => name);
  return `# ${id}

${product} for mdmkit. A draft, made from the vendor's API document: \`npm run vendor-status\` lists the open points.

\`\`\`ts
import { connect } from "@mdmkit/unified";
import { ${factory} } from "${id}";

const mdm = connect(${factory}({ ${given.join(", ")} }));
\`\`\`

| command             | does                                                                |
| ------------------- | ------------------------------------------------------------------- |
| \`npm run generate\`  | writes the generated files again, after a change in specs or sources |
| \`npm run typecheck\` | compiles                                                            |
| \`npm test\`          | runs the tests, the conformance suite among them                    |
| \`npm run build\`     | writes dist, for publishing                                         |

| folder            | holds                                                                  |
| ----------------- | ---------------------------------------------------------------------- |
| \`specs/${id}\` | the vendor's document, its corrections and annotations                 |
| \`src/client\`      | the vendor's API as a typed client                                     |
| \`src/adapter\`     | the mapping to the unified model                                       |
| \`src/sandbox\`     | the fake that tests run against                                        |
| \`src/conformance\` | the parts of the conformance suite, which run side by side             |
| \`src/fixtures\`    | what they need of the vendor                                           |

## Credentials

${accessParts(plan).what.replace(/^./, (letter) => letter.toUpperCase())}: ${given.map((name) => `\`${name}\``).join(", ")}.

## Where the document comes from

See \`specs/${id}/source.yaml\`. Not affiliated with the vendor.
`;
}

function print(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
