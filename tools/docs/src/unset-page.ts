import type { UnsetProperty, VendorCoverage } from "./read-coverage.ts";

const INTRODUCTION = `Written by \`pnpm coverage\` from the vendors' documents and adapters. Vendors send some value even where nothing was set, collected or
measured: \`false\` for the firewall of a Mac that never reported does not mean that its firewall is off. mdmkit reads such values as
absent. \`remote_data\` keeps what the vendor sent.

_Unset_ is what the property holds in that case. _Counts if_ names properties which show that the value was collected: if one of them is filled,
the value counts as it is. _Source_ says how this is known: \`documented\` by the vendor, \`observed\` in its responses, or \`inferred\`. The reason for
each is in \`specs/<vendor>/overlay.yaml\`, at \`x-mdmkit-unset\`.

Some values are unset with every vendor: placeholders of board makers (\`To Be Filled By O.E.M.\`, \`Default string\`, serial numbers
such as \`0123456789\`, hardware ids that thousands of boards share), osquery's \`-1\`, the first and last moments that clocks can
represent (\`0001-01-01\`, \`1970-01-01\`, \`9999-12-31\`), and addresses that no other device can reach (\`0.0.0.0\`, \`127.0.0.1\`, \`fe80::1\`,
\`00:00:00:00:00:00\`).
`;

/** The page about values that say nothing. */
export function unsetPage(vendors: readonly VendorCoverage[]): string {
  return ["# Unset values\n", INTRODUCTION, ...vendors.map(vendorPart)].join("\n");
}

function vendorPart({ name, unset }: VendorCoverage): string {
  const rows = Object.entries(unset).flatMap(([resource, properties]) =>
    properties.map((property) => rowOf(resource, property)),
  );
  const header = ["| Property | Unset | Counts if | Feeds | Source |", "| --- | --- | --- | --- | --- |"];
  return `## ${name}\n\n${rows.length > 0 ? [...header, ...rows].join("\n") : "Nothing is known."}\n`;
}

function rowOf(
  resource: string,
  { property, values, unless = [], fields, confidence }: UnsetProperty,
): string {
  const codes = (all: readonly unknown[]) => all.map((one) => `\`${one}\``).join(", ");
  const fed = codes(fields.map((field) => `${resource}.${field}`));
  return `| ${[`\`${property}\``, codes(values.map((value) => JSON.stringify(value))), codes(unless), fed, confidence].join(" | ")} |`;
}
