import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { aligned } from "./aligned-table.ts";
import type { Reach, VendorCoverage } from "./read-coverage.ts";

/** The tables of handwritten pages that have rows for all vendors, by page and name. */
export function vendorTables(
  root: string,
  vendors: readonly VendorCoverage[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    "README.md": {
      vendors: aligned(
        ["vendor", "needs", "operations", "device fields", "actions"],
        vendors.map(({ id, name, needs, operations, fields, capabilities }) => [
          `[${name}](packages/${id}/README.md)`,
          needs.join(", or "),
          String(operations),
          fieldCounts(Object.values(fields.devices ?? {})),
          String(capabilities.devices.actions.length),
        ]),
      ),
    },
    "docs/interfaces.md": {
      documents: aligned(
        ["document of", "in the source", "client", "sandbox", "library", "command line", "HTTP"],
        vendors.map(({ id, operations }) => [
          `document of \`${id}\``,
          ...Array.from({ length: 6 }, () => String(operations)),
        ]),
      ),
    },
    "packages/sandbox/README.md": {
      options: aligned(
        ["vendor", "option", "what it does"],
        vendors.flatMap(({ id }) =>
          sandboxOptions(root, id).map(([option, text]) => [`\`${id}\``, `\`${option}\``, text]),
        ),
      ),
    },
  };
}

/** The README of a vendor's client with the number of its operations, in its first sentence. */
export function countOperations(readme: string, operations: number): string {
  const counted = readme.replace(/\b\d+ operations\b/, `${operations} operations`);
  if (!counted.includes(`${operations} operations`))
    throw new Error("The README does not count its operations.");
  return counted;
}

function fieldCounts(reaches: readonly Reach[]): string {
  const inList = reaches.filter((reach) => reach !== "get").length;
  return inList === reaches.length ? String(inList) : `${reaches.length}, of them ${inList} in lists`;
}

/** The options of a vendor's sandbox, with what their comments say. */
function sandboxOptions(root: string, id: string): [option: string, text: string][] {
  const file = join(root, `packages/sandbox/src/vendors/${id}/options.ts`);
  const source = existsSync(file) ? readFileSync(file, "utf8") : "";
  return [...source.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s*(\w+)\?:/gs)].map(
    ([, comment = "", name = ""]) => [name, comment.replace(/\s*\n\s*\*?\s*/g, " ").trim()],
  );
}

/** A page with its tables: each stands between comments with its name. */
export function fillTables(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [start, end] = [`<!-- table of ${name}, by pnpm coverage -->`, "<!-- end of table -->"];
    const [before, rest] = text.split(start, 2);
    const after = rest?.slice(rest.indexOf(end));
    if (before === undefined || after === undefined) throw new Error(`A page lacks the line ${start}`);
    return `${before}${start}\n\n${table}\n${after}`;
  }, page);
}
