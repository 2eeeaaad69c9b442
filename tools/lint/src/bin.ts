import { join } from "node:path";
import { checkStructure } from "./check-structure.ts";

const violations = await checkStructure(join(import.meta.dirname, "../../.."));
for (const violation of violations) console.error(violation);
if (violations.length > 0) {
  console.error(`${violations.length} imports break the structure of the repository.`);
  process.exitCode = 1;
}
