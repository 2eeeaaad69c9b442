import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { RequestCounts } from "@mdmkit/bench/requests";
import { coveragePage } from "./coverage-page.ts";
import { readCoverage } from "./read-coverage.ts";
import { requestsPage } from "./requests-page.ts";
import { unsetPage } from "./unset-page.ts";
import { countOperations, fillTables, vendorTables } from "./vendor-tables.ts";

const USAGE = `Usage: pnpm coverage [--check]

Writes docs/coverage.md, docs/coverage.json and docs/unset-values.md from the vendors' capabilities, lineage and overlays, and the
tables of vendors in README.md, docs/groups.md, docs/interfaces.md, docs/vendors.md and the README of the sandbox, the numbers of operations in
READMEs of vendors, and docs/requests.md from docs/requests.json.
With --check, writes nothing and exits with 1 if one of them is out of date.`;

const { values: options } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const vendors = await readCoverage(root);
const requests: RequestCounts = JSON.parse(readFileSync(join(root, "docs/requests.json"), "utf8"));
const filled = Object.entries(vendorTables(root, vendors, requests)).map(([file, tables]) => {
  const page = readFileSync(join(root, file), "utf8");
  return [file, fillTables(page, tables)] as const;
});
const readmes = vendors.map(({ id, operations }) => {
  const file = `packages/${id}/README.md`;
  return [file, countOperations(readFileSync(join(root, file), "utf8"), operations)] as const;
});
const pages = {
  ...Object.fromEntries([...filled, ...readmes]),
  "docs/coverage.md": coveragePage(vendors, requests),
  "docs/requests.md": requestsPage(requests),
  "docs/unset-values.md": unsetPage(vendors),
  "docs/coverage.json": `${JSON.stringify({ vendors }, null, 1)}\n`,
};

for (const [file, content] of Object.entries(pages)) {
  const path = join(root, file);
  if (!options.check) writeFileSync(path, content);
  else if (read(path) === content) console.log(`${file} is up to date`);
  else {
    console.error(`${file} is out of date. Run: pnpm coverage`);
    process.exitCode = 1;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
