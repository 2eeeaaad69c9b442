import type { RequestCounts } from "@mdmkit/bench/requests";
import {
  fieldsOf,
  RESOURCES,
  type Reach,
  type Resource,
  SCHEMAS,
  type VendorCoverage,
} from "../read-coverage.ts";
import { total } from "../requests-page.ts";
import { type Page, REPOSITORY } from "./build-pages.ts";
import type { FieldOrigin, VendorFacts } from "./read-vendor.ts";
import { table } from "./table.ts";

export type Vendor = { readonly coverage: VendorCoverage; readonly facts: VendorFacts };

/** What a vendor's page has besides the README of its package: an overview before it, and details after it. */
export function aroundVendor(
  { coverage, facts }: Vendor,
  vendors: readonly Vendor[],
  requests: RequestCounts,
): { before: string; after: string } {
  return {
    before: overview({ coverage, facts }, requests),
    after: [
      optionTable(facts),
      missing(
        coverage,
        vendors.map((vendor) => vendor.coverage),
      ),
      requestTable(facts, requests),
    ].join("\n\n"),
  };
}

function overview({ coverage, facts }: Vendor, requests: RequestCounts): string {
  const { id, capabilities } = coverage;
  const counts = requests.vendors[id];
  const fields = RESOURCES.flatMap((resource) => {
    const reaches = Object.values(coverage.fields[resource] ?? {});
    const inList = reaches.filter((reach) => reach !== "get").length;
    if (reaches.length === 0) return [];
    return [
      `${reaches.length} of ${resource}${inList < reaches.length ? ` (${inList} of them in lists)` : ""}`,
    ];
  });
  const confidence = countBy(Object.values(facts.operations).map((operation) => operation.confidence ?? ""));
  return table(
    ["At a glance", ""],
    [
      ["credentials", coverage.needs.join(", or ")],
      ["its own API", `[${coverage.operations} operations](/vendors/${id}/operations/): ${confidence}`],
      ["unified fields", `[${fields.join(", ")}](/vendors/${id}/fields/)`],
      [
        "actions",
        capabilities.devices.actions.map(({ action }) => `\`${action}\``).join(" ") ||
          "none in the unified model",
      ],
      [
        `requests to list ${requests.devices.toLocaleString("en")} devices`,
        counts ? `[${total(counts.list)}](#${REQUESTS_ANCHOR})` : "not counted yet",
      ],
      ["limits", facts.rateLimit?.source ?? "none known"],
    ],
  );
}

const REQUESTS_TITLE = "Requests of a whole list";
const REQUESTS_ANCHOR = "requests-of-a-whole-list";

function optionTable({ descriptor }: VendorFacts): string {
  const schemes = descriptor.credentials.map(({ what, needs, takes = [] }) => {
    const optional = takes.length > 0 ? `, and optionally ${code(takes)}` : "";
    return `- ${what}: ${code(needs)}${optional}`;
  });
  const rows = descriptor.options.map(({ name, env, description, secret, choices }) => [
    `\`${name}\``,
    `\`${env}\``,
    `${description}${choices ? `: ${code(choices)}` : ""}${secret ? " (secret)" : ""}`,
  ]);
  return [
    "## Options and environment variables",
    "Any one of these suffices:",
    schemes.join("\n"),
    table(["option", "variable", "what it is"], rows),
  ].join("\n\n");
}

/** What some other vendor offers in the unified model. */
function missing(own: VendorCoverage, all: readonly VendorCoverage[]): string {
  const actionsOf = ({ capabilities }: VendorCoverage) =>
    capabilities.devices.actions.map(({ action }) => action);
  const methodsOf = ({ capabilities }: VendorCoverage) =>
    RESOURCES.flatMap((name) => (capabilities[name]?.operations ?? []).map((method) => `${name}.${method}`));
  const lacks = (of: (vendor: VendorCoverage) => string[]) => {
    const has = new Set(of(own));
    return [...new Set(all.flatMap(of))].filter((name) => !has.has(name)).sort();
  };
  const fields = fieldsOf("devices").filter((field) => !Object.hasOwn(own.fields.devices ?? {}, field));
  const rows = [
    ["methods", code(lacks(methodsOf))],
    ["actions on devices", code(lacks(actionsOf))],
    ["fields of devices", code(fields)],
  ].filter(([, names]) => names);
  return [
    "## What the unified client lacks here",
    `Offered for at least one other vendor, or by the model, and not for ${own.name}:`,
    table(["", "not available"], rows),
  ].join("\n\n");
}

function requestTable({ id, name, operations }: VendorFacts, requests: RequestCounts): string {
  const list = requests.vendors[id]?.list;
  if (!list) return "";
  const counts = Object.entries(list).sort(([, a], [, b]) => b - a);
  // Tokens are requested by operations that are not called by name.
  const rows = counts.map(([operation, count]) => [
    Object.hasOwn(operations, operation) ? operationLink(id, operation) : `\`${operation}\``,
    String(count),
  ]);
  return [
    `## ${REQUESTS_TITLE}`,
    `Listing ${requests.devices.toLocaleString("en")} devices of ${name} takes ${total(list)} requests, counted at its sandbox with the largest pages:`,
    table(["operation", "requests"], rows),
  ].join("\n\n");
}

const READS: Readonly<Record<Reach, string>> = {
  "list and get": "list, get",
  "get, and list in part": "get, some in lists",
  get: "get",
};

/** The page with every unified field of a vendor, and what it is made of. */
export function fieldsPage({ coverage: { id, name }, facts }: Vendor): Page {
  const parts = RESOURCES.flatMap((resource) => {
    const fields = Object.entries(facts.origins[resource] ?? {});
    if (fields.length === 0) return [];
    return [
      `## ${SCHEMAS[resource]}`,
      ...fields.map(([field, origin]) => fieldPart(id, resource, field, origin)),
    ];
  });
  return {
    slug: `vendors/${id}/fields`,
    parent: `vendors/${id}`,
    group: "Vendors",
    title: `Fields of ${name}`,
    label: "Fields",
    description: `Which property of ${name} each unified field comes from, by operation, with the line of the mapper.`,
    body: [
      `Each unified field that [${name}](/vendors/${id}/) fills: the properties it is made of, the operations whose responses have them, and the line that maps it.`,
      ...parts,
    ].join("\n\n"),
  };
}

function fieldPart(id: string, resource: Resource, field: string, origin: FieldOrigin): string {
  const { read, updates, confidence, mappers } = origin;
  const facts = [
    read ? READS[read] : "write only",
    ...(updates ? ["update"] : []),
    ...(confidence ? [confidence] : []),
  ];
  const lines = mappers.flatMap(({ ids, file, line, constant, sources }) => {
    const whose = ids ? ` for ids that begin with \`${ids}\`` : "";
    return [
      `- [\`${file.split("/").at(-1)}\`, line ${line}](${REPOSITORY}/blob/main/packages/unified/${file}#L${line})${whose}${
        constant === undefined ? "" : `: always \`${JSON.stringify(constant)}\``
      }`,
      ...sources.map((source) => `  - ${sourceText(id, source)}`),
    ];
  });
  const anchor = `<a id="${resource}-${field}"></a>`;
  return [`### ${field}\n\n${anchor}${facts.join(" · ")}`, lines.join("\n")].filter(Boolean).join("\n\n");
}

type Source = FieldOrigin["mappers"][number]["sources"][number];

/** A property, where it is in responses, and of which operations; versions of an operation have it at the same place. */
function sourceText(id: string, { property, read, operations }: Source): string {
  const places = [...new Set(operations.map((operation) => operation.property))];
  const seen = places.map((place) => {
    const found = operations.filter((operation) => operation.property === place);
    const of = found.map(({ operation }) => operationLink(id, operation)).join(", ");
    return place === property ? `of ${of}` : `\`${place}\` of ${of}`;
  });
  const when = read === "list and get" ? "" : ` (${read} only)`;
  return `\`${property}\`${when}${seen.length > 0 ? `: ${seen.join("; ")}` : ""}`;
}

/** The page with every operation of a vendor's own API. */
export function operationsPage({ coverage: { id, name }, facts }: Vendor): Page {
  const rows = Object.entries(facts.operations).map(([operation, about]) => [
    [
      `<a id="${operation}"></a>\`${operation}\``,
      about.deprecated ? `${about.summary ?? ""} (deprecated)` : (about.summary ?? ""),
      `\`${about.method} ${about.path}\``,
    ]
      .filter(Boolean)
      .join("<br>"),
    about.safety,
    about.confidence ?? "",
    (about.permission ?? []).join(", or "),
  ]);
  return {
    slug: `vendors/${id}/operations`,
    parent: `vendors/${id}`,
    group: "Vendors",
    title: `Operations of ${name}`,
    label: "Operations",
    description: `Every operation of ${name}'s own API that the client has, with safety, confidence and permission.`,
    body: [
      `The operations of the client of [${name}](/vendors/${id}/), which \`mdm.raw\`, \`mdmkit raw\` and \`POST /vendor/{operation_id}\` call, too. Confidence: *documented* by the vendor, *observed* in client code or recordings, *inferred* by us.`,
      table(["operation", "safety", "confidence", "permission"], rows),
    ].join("\n\n"),
  };
}

function operationLink(id: string, operation: string): string {
  return `[\`${operation}\`](/vendors/${id}/operations/#${operation})`;
}

function countBy(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names.filter(Boolean)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(" ");
}
