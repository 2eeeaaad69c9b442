import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isDocumentedPart } from "./documented-part.ts";
import { findUndocumented } from "./find-undocumented.ts";
import { printReport } from "./print-report.ts";
import { readPackage } from "./read-package.ts";

const HELP = `Usage: pnpm api [--check]

Writes etc/<package>.api.md, the public types of each package as it was built, or checks that these are up to date. Either way it
names what callers meet and no comment describes.`;

const { values } = parseArgs({
  options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const root = join(import.meta.dirname, "../../..");
const problems: string[] = [];
for (const folder of readdirSync(join(root, "packages"))) {
  const api = readPackage(join(root, "packages", folder));
  if (!api || api.entries.length === 0) continue;
  const path = `etc/${folder}.api.md`;
  const report = printReport(api);
  const file = join(root, path);
  const isSame = existsSync(file) && readFileSync(file, "utf8") === report;
  if (!isSame && values.check) problems.push(`${path} differs. Run: pnpm build && pnpm api`);
  if (!isSame && !values.check) {
    mkdirSync(join(root, "etc"), { recursive: true });
    writeFileSync(file, report);
  }
  for (const declaration of [...api.exported, ...api.hidden].filter((each) => isDocumentedPart(api, each)))
    for (const name of findUndocumented(declaration)) problems.push(`${api.name}: ${name} has no comment.`);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
