import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestCounts } from "@mdmkit/bench/requests";
import { aligned } from "./aligned-table.ts";
import { linesByHand } from "./lines-by-hand.ts";
import type { Reach, VendorCoverage } from "./read-coverage.ts";
import { total } from "./requests-page.ts";

/** What can be done with groups of a vendor beyond lists, and the heading of its column. */
const GROUP_OPERATIONS = {
  create: "creates groups",
  update: "changes them",
  delete: "deletes them",
} as const;
const GROUP_CHANGES = {
  members: "lists members",
  add_members: "adds members",
  remove_members: "removes them",
  criteria: "shows criteria",
  set_criteria: "sets them",
} as const;

/** The tables of handwritten pages that have rows for all vendors, by page and name. */
export function vendorTables(
  root: string,
  vendors: readonly VendorCoverage[],
  requests: RequestCounts,
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
    "docs/groups.md": {
      changes: aligned(
        ["vendor", ...Object.values(GROUP_OPERATIONS), ...Object.values(GROUP_CHANGES)],
        vendors.map(({ name, capabilities: { groups } }) => [
          name,
          ...keysOf(GROUP_OPERATIONS).map((operation) => mark(groups.operations.includes(operation))),
          ...keysOf(GROUP_CHANGES).map((change) => mark(groups[change])),
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
    "docs/vendors.md": {
      figures: aligned(
        [
          "vendor",
          "documented",
          "observed",
          "inferred",
          "in lists",
          "in single reads",
          "actions",
          "requests",
        ],
        vendors.map(({ id, confidence, fields, capabilities }) => {
          const reaches = Object.values(fields.devices ?? {});
          const { documented, observed, inferred } = confidence;
          const inLists = reaches.filter((reach) => reach !== "get").length;
          const actions = capabilities.devices.actions.length;
          const counts = [documented, observed, inferred, inLists, reaches.length, actions];
          return [id, ...[...counts, total(requests.vendors[id]?.list)].map(String)];
        }),
        { numbers: true },
      ),
      lines: aligned(
        ["vendor", "adapter", "of that groups", "sandbox", "client", "tests"],
        vendors.map(({ id }) => {
          const folder = join(root, "packages/unified/src/vendors", id);
          const adapter = linesByHand(folder);
          const groups = linesByHand(join(folder, "groups"));
          const sandbox = linesByHand(join(root, "packages/sandbox/src/vendors", id));
          const client = linesByHand(join(root, "packages", id, "src"));
          const tests = adapter.tests + sandbox.tests + client.tests;
          const sources = [adapter, groups, sandbox, client].map((lines) => lines.sources);
          return [id, ...[...sources, tests].map(rounded)];
        }),
        { numbers: true },
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

const mark = (has: boolean): string => (has ? "●" : "");

/** The names of a constant's properties. */
function keysOf<Name extends string>(table: Readonly<Record<Name, string>>): Name[];
// The signature above: `Object.keys` gives texts of any kind.
function keysOf(table: object): string[] {
  return Object.keys(table);
}

/** To full hundreds, so that not every change of a source is one of the page. */
const rounded = (lines: number): string => (Math.ceil(lines / 100) * 100).toLocaleString("en");

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
