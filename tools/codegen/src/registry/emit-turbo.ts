import { pathsOf, type Spec } from "../workspace/discover.ts";
import { specInputs, toolInputs } from "../workspace/inputs.ts";

/** Files with the versions of libraries; the manifest contains the versions themselves. */
const VERSIONS = ["pnpm-workspace.yaml", "tools/codegen/package.json"];

/** Prints the `turbo.json` of a package, with the same inputs as its manifest. */
export function emitTurbo(spec: Pick<Spec, "id" | "kind">): string {
  const own = (globs: readonly string[]) => globs.map((glob) => `tools/codegen/src/${glob}`);
  const tool = toolInputs();
  const all = [specInputs(spec), { include: own(tool.include), exclude: own(tool.exclude) }];
  const included = [...VERSIONS, ...all.flatMap(({ include }) => include)].map(
    (glob) => `$TURBO_ROOT$/${glob}`,
  );
  const excluded = all.flatMap(({ exclude }) => exclude).map((glob) => `!$TURBO_ROOT$/${glob}`);
  const inputs = ["package.json", ...included, ...excluded].map((glob) => `        ${JSON.stringify(glob)}`);
  return `{
  "extends": ["//"],
  "tasks": {
    "generate": {
      "inputs": [
${inputs.join(",\n")}
      ],
      "outputs": ["src/generated/**", "$TURBO_ROOT$/${pathsOf(spec).openapi}"]
    }
  }
}
`;
}
