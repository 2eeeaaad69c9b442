import { globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult, type IViolation } from "dependency-cruiser";
import { structureRules } from "./structure-rules.ts";

/** Generated types and schemas import nothing, and are half of what there is to parse. */
const NOT_PARSED = "/generated/(json-schema/index|schema)\\.ts$";
const SKIPPED = "/node_modules/|/dist/|/fixtures/|\\.test(-d)?\\.ts$";

/**
 * Checks the imports below `packages/` and `tools/`, those of types included; tests and fixtures may import anything. Gives a
 * line for each violation. Throws when not every source was read: the library passes over what it cannot parse.
 */
export async function checkStructure(root: string): Promise<string[]> {
  const vendors = readdirSync(join(root, "specs")).filter((name) => name !== "unified");
  const rules = structureRules(vendors);
  const { output } = await cruise(
    ["packages", "tools"],
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: rules },
      tsPreCompilationDeps: true,
      exclude: { path: SKIPPED },
      doNotFollow: { path: NOT_PARSED },
      moduleSystems: ["es6"],
      includeOnly: { path: "^(packages|tools)/" },
    },
    { exportsFields: ["exports"], conditionNames: ["@mdmkit/source", "import", "default"] },
  );
  if (typeof output === "string")
    throw new TypeError("dependency-cruiser gave a text instead of its result.");
  assertAllRead(root, output);
  const advice = new Map(rules.map(({ name, comment }) => [name, comment]));
  return output.summary.violations.map(
    (violation) => `${pathOf(violation)}\n  ${violation.rule.name}: ${advice.get(violation.rule.name)}`,
  );
}

function pathOf({ from, to, cycle }: IViolation): string {
  return [from, ...(cycle ? cycle.map(({ name }) => name) : [to])].join("\n  → ");
}

function assertAllRead(root: string, { modules }: ICruiseResult): void {
  const read = new Set(modules.map(({ source }) => source));
  const sources = globSync(["packages/*/src/**/*.ts", "tools/*/src/**/*.ts"], { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !new RegExp(SKIPPED).test(file));
  const missing = sources.filter((file) => !read.has(file));
  if (sources.length > 0 && missing.length === 0) return;
  throw new Error(`dependency-cruiser did not read ${missing.join(", ") || "any source"}.`);
}
