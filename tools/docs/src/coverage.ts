import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { coveragePage } from "./coverage-page.ts";
import { observeVendors } from "./observe.ts";

// `pnpm coverage` writes docs/coverage.md; with --check it only tells whether the page is as it should be.
const path = fileURLToPath(new URL("../../../docs/coverage.md", import.meta.url));
const page = coveragePage(await observeVendors());

if (!process.argv.includes("--check")) writeFileSync(path, page);
else if (read(path) === page) console.log("docs/coverage.md is up to date");
else {
  console.error("docs/coverage.md is not what the adapters answer. Run: pnpm coverage");
  process.exitCode = 1;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
