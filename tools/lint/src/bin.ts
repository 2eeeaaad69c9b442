import { join } from "node:path";
import { checkReadmes } from "./check-readmes.ts";
import { checkStructure } from "./check-structure.ts";
import { checkWords } from "./check-words.ts";

if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) {
  console.log(`Usage: pnpm lint

Checks code and formatting with Biome, then which folders import which, words that a standard term has replaced, and links of published READMEs.`);
  process.exit(0);
}

const root = join(import.meta.dirname, "../../..");
const problems = [...checkWords(root), ...checkReadmes(root), ...(await checkStructure(root))];
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`${problems.length} places use replaced words or break the structure. See CONTRIBUTING.md.`);
  process.exitCode = 1;
}
