import { member } from "../../emit/print.ts";
import {
  CONFORMANCE_PARTS,
  type ConformancePart,
  conformanceTest,
  foldersOf,
  vendorTestFile,
} from "../../workspace/layout.ts";
import type { Files, Plan } from "../plan/plan.ts";
import { accessParts, scopeOptions } from "./access-parts.ts";

/** The tests that run the conformance suite, and what it needs of the vendor. */
export function conformanceFiles(plan: Plan): Files {
  const { layout, names } = plan;
  const parts = CONFORMANCE_PARTS.map((part) => [conformanceTest(layout, names.id, part), partTest(part)]);
  const { adapter } = foldersOf(layout, names.id);
  return {
    [vendorTestFile(layout, names.id)]: vendorTest(plan),
    ...(layout === "monorepo" &&
      hasReader(plan) && { [`${adapter}/device-reader.test.ts`]: readerTest(plan) }),
    ...Object.fromEntries(parts),
  };
}

const FUNCTIONS: Readonly<Record<ConformancePart, string>> = {
  reads: "testVendorReads",
  faults: "testVendorFaults",
  writes: "testVendorWrites",
};

function partTest(part: ConformancePart): string {
  return `import { ${FUNCTIONS[part]} } from "@mdmkit/unified/testing";
import { vendorTest } from "../fixtures/vendor-test.ts";

${FUNCTIONS[part]}(vendorTest);
`;
}

/** The reader of devices alone has fewer operations than the whole vendor, which also checks credentials. */
function hasReader({ devices, check }: Plan): boolean {
  return devices !== undefined && check !== undefined && ![devices.list, devices.get].includes(check);
}

function readerTest(plan: Plan): string {
  const { id, factory } = plan.names;
  const names = accessParts(plan).options.map(({ name }) => name);
  const scope = scopeValues(plan);
  return `import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { ${factory}Devices } from "./generated/device-reader.ts";
import { ${factory} } from "./index.ts";

testDeviceReader(() => {
  const sandbox = createSandbox(${JSON.stringify(id)}, { devices: 12, seed: 3 });
  const { ${names.join(", ")} } = sandbox.credentials;
${scope.map(({ source }) => source).join("")}  const { baseUrl, fetch } = sandbox;
  const options = { ${[...names, ...scope.map(({ name }) => name), "baseUrl", "fetch"].join(", ")} };
  return { vendor: ${factory}(options), reader: ${factory}Devices(options) };
});
`;
}

function vendorTest(plan: Plan): string {
  const { id, product, type, factory } = plan.names;
  const { options } = accessParts(plan);
  const names = options.map(({ name }) => name);
  const secrets = options.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  const scope = scopeValues(plan);
  const isStandalone = plan.layout === "standalone";
  const folder = isStandalone ? "../adapter/" : "../";
  const sandbox = isStandalone ? `create${type}Sandbox` : "createSandbox";
  const imports = [
    ...(isStandalone ? [] : [`import { ${sandbox} } from "@mdmkit/sandbox";`]),
    `import type { VendorTest } from "@mdmkit/unified/testing";`,
    `import { lineage } from "${folder}generated/lineage.ts";`,
    `import { ${factory} } from "${folder}index.ts";`,
    ...(isStandalone ? [`import { ${sandbox} } from "../sandbox/index.ts";`] : []),
  ];
  return `${imports.join("\n")}

/** What the conformance suite needs of this vendor. */
export const vendorTest: VendorTest = {
  name: ${JSON.stringify(product)},
  lineage: lineage.data,
  create({ sandbox: options, transport }) {
    const sandbox = ${sandbox}(${isStandalone ? "" : `${JSON.stringify(id)}, `}options);
    const { ${names.join(", ")} } = sandbox.credentials;
${scope.map(({ source }) => source).join("")}    return {
      vendor: ${factory}({ ${[...names, ...scope.map(({ name }) => name)].join(", ")}, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [${secrets.join(", ")}],
      ids: ${plan.devices ? idsOf(plan.devices.id) : "() => []"},
    };
  },
  drift: {},
  actions: {},
${differences(plan)}};
`;
}

/** Values that the sandbox knows for what the paths of devices name besides them. */
function scopeValues(plan: Plan): { name: string; source: string }[] {
  const { devices } = plan;
  if (!devices) return [];
  const segments = devices.path.split("/");
  return scopeOptions(plan).map(({ name }, at) => {
    const place = segments.indexOf(`{${devices.scope[at]?.name}}`);
    return {
      name,
      source: `    const ${name} = sandbox.path(${JSON.stringify(devices.list)}).split("/")[${place}] ?? "";\n`,
    };
  });
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
    ...(devices.paging?.total === undefined ? ["no-total"] : []),
    ...(devices.items === undefined ? ["bare-list"] : []),
    ...(devices.paging?.style === "cursor" ? ["no-seek"] : []),
  ];
  if (found.length === 0) return "";
  const rows = found.map(
    (what) =>
      `    { what: ${JSON.stringify(what)}, resource: "devices", reason: ${JSON.stringify(reason)} },\n`,
  );
  return `  differences: [\n${rows.join("")}  ],\n`;
}
