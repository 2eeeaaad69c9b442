import { fieldsOf, type Reach, SCHEMAS, type VendorCoverage } from "./read-coverage.ts";

const MARKS: Record<Reach, string> = { "list and get": "●", "get, and list in part": "◐", get: "○" };

const INTRODUCTION = `Written by \`pnpm coverage\` from the vendors' adapters: what they can do, and what their mappers fill from which answers. Whether
that is so is tested over their sandboxes. \`●\`: in lists and in single records. \`◐\`: in both, but single records have it where some of a
list do not. \`○\`: in single records only. Empty: the vendor cannot tell. \`remote_data\` and \`is_partial\` are in every answer and left out
here. What a vendor sends where it cannot tell: [unset-values.md](unset-values.md). The same for programs: [coverage.json](coverage.json).
`;

const UNUSED = `Properties that come with answers the adapter reads anyway, and that by their name could fill a field which nothing fills. Many are something else: the mapper says why where that is known.
`;

/** The coverage page. */
export function coveragePage(vendors: readonly VendorCoverage[]): string {
  return [
    "# Coverage\n",
    INTRODUCTION,
    "## Operations, filters and actions\n",
    table(vendors, capabilityRows(vendors)),
    ...resources(vendors).flatMap((resource) => [
      `## ${SCHEMAS[resource]} fields\n`,
      table(vendors, fieldRows(resource, vendors)),
    ]),
    "## Left on the table\n",
    UNUSED,
    ...vendors.map(unusedList),
  ].join("\n");
}

type Resource = keyof typeof SCHEMAS;

/** Resources that some vendor has. */
function resources(vendors: readonly VendorCoverage[]): Resource[] {
  const all = Object.keys(SCHEMAS).filter((name): name is Resource => name in SCHEMAS);
  return all.filter((resource) =>
    vendors.some(({ fields }) => Object.keys(fields[resource] ?? {}).length > 0),
  );
}

type Row = readonly [title: string, ...cells: string[]];

function capabilityRows(vendors: readonly VendorCoverage[]): Row[] {
  const of = ({ capabilities }: VendorCoverage) => [
    ...resources(vendors).flatMap((name) => [
      ...(capabilities[name]?.operations ?? []).map((operation) => `${name}: ${operation}`),
      ...(capabilities[name]?.filters ?? []).map((filter) => `${name} by ${filter.name}`),
    ]),
    ...capabilities.devices.actions.map(({ action }) => `action: ${action}`),
  ];
  const known = vendors.map((vendor) => new Set(of(vendor)));
  const titles = [...new Set(vendors.flatMap(of))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return titles.map((title) => [title, ...known.map((can) => (can.has(title) ? "●" : ""))]);
}

const GROUPS = [
  ...Object.keys(SCHEMAS).map((name) => `${name}:`),
  ...Object.keys(SCHEMAS).map((name) => `${name} by`),
  "action:",
];
const rank = (title: string): number => GROUPS.findIndex((group) => title.startsWith(group));

function fieldRows(resource: Resource, vendors: readonly VendorCoverage[]): Row[] {
  const rows: Row[] = fieldsOf(resource).map((field) => {
    const reaches = vendors.map(({ fields }) => fields[resource]?.[field]);
    return [`\`${field}\``, ...reaches.map((reach) => (reach ? MARKS[reach] : ""))];
  });
  const count = (column: number) => rows.filter((row) => row[column + 1]).length;
  return [...rows, ["**filled**", ...vendors.map((_, column) => `**${count(column)} of ${rows.length}**`)]];
}

function unusedList({ name, unused }: VendorCoverage): string {
  const lines = Object.entries(unused).flatMap(([resource, candidates]) => {
    const fields = new Set(candidates.map(({ field }) => field));
    return [...fields].map((field) => {
      const found = candidates.filter((one) => one.field === field);
      const places = found.map(({ operation, property }) => `\`${property}\` of \`${operation}\``);
      return `- ${resource}: \`${field}\` ~ ${places.join(", ")}`;
    });
  });
  return `### ${name}\n\n${lines.length > 0 ? lines.join("\n") : "Nothing."}\n`;
}

function table(vendors: readonly VendorCoverage[], rows: readonly Row[]): string {
  const header = ["", ...vendors.map(({ name }) => name)];
  const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}
