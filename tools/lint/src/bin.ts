import { join } from "node:path";
import { checkMarks } from "./check-marks.ts";
import { checkPaths } from "./check-paths.ts";
import { checkReadmes } from "./check-readmes.ts";
import { checkScripts } from "./check-scripts.ts";
import { checkStructure } from "./check-structure.ts";
import { checkWords } from "./check-words.ts";

if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) {
  console.log(`Usage: pnpm lint

Checks code and formatting with Biome, then which folders import which, words that a standard term has replaced, links of published READMEs,
scripts that Windows cannot run, paths that macOS or Windows cannot have, and addresses and credentials that may belong to somebody.`);
  process.exit(0);
}

const root = join(import.meta.dirname, "../../..");
const problems = [
  ...checkWords(root),
  ...checkReadmes(root),
  ...checkScripts(root),
  ...checkPaths(root),
  ...checkMarks(root),
  ...(await checkStructure(root)),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`${problems.length} places to correct. See CONTRIBUTING.md.`);
  process.exitCode = 1;
}
