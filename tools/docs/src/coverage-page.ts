import { schemas } from "@mdmkit/unified/schemas";
import type { Presence, VendorCoverage } from "./observe.ts";

const MARKS: Record<Presence, string> = { list: "●", get: "○", none: "" };

/** The coverage page: what each vendor can do, and which fields its answers hold. */
export function coveragePage(vendors: readonly VendorCoverage[]): string {
  return [
    "# Coverage\n",
    "Written by `pnpm coverage` from what the vendors' adapters answer over their sandboxes. `●`: in lists and in single records. `○`: in single records only. Empty: the vendor cannot tell. `remote_data` and `is_partial` are in every answer and left out here.\n",
    "## Operations, filters and actions\n",
    table(vendors, capabilityRows(vendors)),
    "## Device fields\n",
    table(
      vendors,
      fieldRows("Device", vendors, ({ devices }) => devices),
    ),
    "## User fields\n",
    table(
      vendors,
      fieldRows("User", vendors, ({ users }) => users),
    ),
  ].join("\n");
}

type Row = readonly [title: string, ...cells: string[]];

function capabilityRows(vendors: readonly VendorCoverage[]): Row[] {
  const of = ({ capabilities: { devices, users } }: VendorCoverage) => [
    ...devices.operations.map((name) => `devices: ${name}`),
    ...users.operations.map((name) => `users: ${name}`),
    ...devices.filters.map(({ name }) => `devices by ${name}`),
    ...users.filters.map(({ name }) => `users by ${name}`),
    ...devices.actions.map(({ action }) => `action: ${action}`),
  ];
  const known = vendors.map((vendor) => new Set(of(vendor)));
  const titles = [...new Set(vendors.flatMap(of))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return titles.map((title) => [title, ...known.map((can) => (can.has(title) ? "●" : ""))]);
}

const GROUPS = ["devices:", "users:", "devices by", "users by", "action:"];
const rank = (title: string): number => GROUPS.findIndex((group) => title.startsWith(group));

function fieldRows(
  schema: string,
  vendors: readonly VendorCoverage[],
  of: (vendor: VendorCoverage) => ReadonlyMap<string, Presence>,
): Row[] {
  const rows: Row[] = propertiesOf(schema)
    .filter((name) => name !== "remote_data" && name !== "is_partial")
    .map((name) => [`\`${name}\``, ...vendors.map((vendor) => MARKS[of(vendor).get(name) ?? "none"])]);
  const count = (column: number) => rows.filter((row) => row[column + 1]).length;
  return [...rows, ["**filled**", ...vendors.map((_, column) => `**${count(column)} of ${rows.length}**`)]];
}

function propertiesOf(name: string): string[] {
  const schema = schemas[name];
  const properties = typeof schema === "object" ? schema.properties : undefined;
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function table(vendors: readonly VendorCoverage[], rows: readonly Row[]): string {
  const header = ["", ...vendors.map(({ name }) => name)];
  const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}
