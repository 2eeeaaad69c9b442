import { member } from "../../emit/print.ts";
import type { Plan } from "../plan/plan.ts";
import { accessParts } from "./access-parts.ts";

/** The test that runs the conformance suite. */
export function adapterTest(plan: Plan): string {
  const { id, product, type, factory } = plan.names;
  const { options } = accessParts(plan);
  const names = options.map(({ name }) => name);
  const secrets = options.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  const isStandalone = plan.layout === "standalone";
  const folder = isStandalone ? "./adapter/" : "./";
  const sandbox = isStandalone ? `create${type}Sandbox` : "createSandbox";
  return `import { ${sandbox} } from "${isStandalone ? "./sandbox/index.ts" : "@mdmkit/sandbox"}";
import { testVendor } from "@mdmkit/unified/testing";
import { lineage } from "${folder}generated/lineage.ts";
import { ${factory} } from "${folder}index.ts";

testVendor({
  name: ${JSON.stringify(product)},
  lineage: lineage.data,
  create({ sandbox: options, transport }) {
    const sandbox = ${sandbox}(${isStandalone ? "" : `${JSON.stringify(id)}, `}options);
    const { ${names.join(", ")} } = sandbox.credentials;
    return {
      vendor: ${factory}({ ${names.join(", ")}, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [${secrets.join(", ")}],
      ids: ${plan.devices ? idsOf(plan.devices.id) : "() => []"},
    };
  },
  drift: {},
  actions: {},
${differences(plan)}});
`;
}

function idsOf(id: string): string {
  const rows = `sandbox.state.devices.rows("id")`;
  return `(resource) => {
        const rows = ${rows};
        return resource === "devices" ? rows.slice(0, rows.length).map((row) => String(${member("row", id)})) : [];
      }`;
}

function differences({ devices }: Plan): string {
  if (!devices) return "";
  const reason = "guessed from the document, not confirmed";
  const found = [
    ...(devices.paging.total === undefined ? ["no-total"] : []),
    ...(devices.items === undefined ? ["bare-list"] : []),
  ];
  if (found.length === 0) return "";
  const rows = found.map(
    (what) =>
      `    { what: ${JSON.stringify(what)}, resource: "devices", reason: ${JSON.stringify(reason)} },\n`,
  );
  return `  differences: [\n${rows.join("")}  ],\n`;
}
