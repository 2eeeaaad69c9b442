import { keyOf } from "../../emit/print.ts";
import { clientImport, foldersOf } from "../../workspace/layout.ts";
import type { Files, Plan } from "../plan/plan.ts";
import { accessParts, baseUrlOption, isRequired, type Option, scopeOptions } from "./access-parts.ts";
import { conformanceFiles } from "./conformance-files.ts";
import { deviceFiles } from "./device-files.ts";

/** The adapter of the unified client, with the capabilities that were guessed. */
export function adapterFiles(plan: Plan): Files {
  const { names, layout } = plan;
  const { adapter: folder } = foldersOf(layout, names.id);
  return {
    [`${folder}/descriptor.ts`]: descriptor(plan),
    [`${folder}/index.ts`]: index(plan),
    [`${folder}/origins.ts`]: origins(plan),
    ...conformanceFiles(plan),
    ...(plan.devices && deviceFiles(plan, plan.devices, folder)),
  };
}

function descriptor(plan: Plan): string {
  const { id, product, factory } = plan.names;
  const { what, options } = accessParts(plan);
  const all = [...options, ...scopeOptions(plan), baseUrlOption(plan)];
  const needs = all.filter(isRequired).map(({ name }) => name);
  const takes = options.filter((option) => !isRequired(option)).map(({ name }) => name);
  return `import { describeVendor } from "@mdmkit/unified/vendor";

/** ${product} for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: ${JSON.stringify(id)},
  name: ${JSON.stringify(product)},
  credentials: [
    { what: ${JSON.stringify(what)}, needs: ${JSON.stringify(needs)}${takes.length > 0 ? `, takes: ${JSON.stringify(takes)}` : ""} },
  ],
  options: {
${all.map(describedOption).join("")}  },
  open: async (options) => (await import("./index.ts")).${factory}(options),
});
`;
}

function describedOption({ name, description, example, isSecret, isUrl }: Option): string {
  return `    ${name}: {
${isSecret ? "      secret: true,\n" : ""}${isUrl ? '      kind: "url",\n' : ""}      description: ${JSON.stringify(description)},
      example: ${JSON.stringify(example)},
    },
`;
}

function index(plan: Plan): string {
  const { names, layout, check, devices } = plan;
  const { id, product, type, factory } = names;
  const from = `${foldersOf(layout, id).adapter}/index.ts`;
  const client = JSON.stringify(clientImport(layout, { id, from }));
  const scope = scopeOptions(plan).map(({ name }) => name);
  const isScoped = devices !== undefined && scope.length > 0;
  const reads = isScoped ? `createDeviceReads, type ${type}Scope` : "createDeviceReads";
  const options = isScoped ? `${type}VendorOptions` : `${type}Options`;
  return `import type { ${type}Options } from ${client};
import type { ${check ? "Account, ReadRequest, " : ""}Vendor } from "@mdmkit/unified/vendor";
${devices ? `import { ${reads} } from "./devices/devices.ts";\n` : ""}import { connectionOf, createApi } from "./generated/api/client.ts";

export type { ${type}Options } from ${client};
${devices ? `export type { ${type}DeviceRecord } from "./api/record.ts";\n` : ""}${isScoped ? `\nexport type ${options} = ${type}Options & ${type}Scope;\n` : ""}
/** ${product} for \`connect\`. */
export function ${factory}(${isScoped ? `{ ${scope.join(", ")}, ...options }` : "options"}: ${options}) {
  const client = createApi(options);
  return {
    ...connectionOf(client),
    id: ${JSON.stringify(id)},
    name: ${JSON.stringify(product)},
${isScoped ? `    scope: { path: { ${devices.scope.map(({ name }, at) => (name === scope[at] ? name : `${keyOf(name)}: ${scope[at]}`)).join(", ")} } },\n` : ""}${devices ? `    devices: createDeviceReads(client${isScoped ? `, { ${scope.join(", ")} }` : ""}),\n` : ""}${check ? checkMember(check) : ""}  } satisfies Vendor;
}
`;
}

function checkMember(operation: string): string {
  return `
    /** The organization of the account is not known yet. */
    async check({ signal }: ReadRequest): Promise<Account> {
      await client.${operation}({}, { signal });
      return { organizationId: null, organizationName: null };
    },
`;
}

function origins({ names, devices }: Plan): string {
  const { type, factory } = names;
  if (!devices) {
    return `import type { Origins } from "@mdmkit/unified/vendor";
import type { ${type}Types } from "./generated/api/client.ts";

/** Which operations fill the records of mappers. There are no mappers yet. */
export const origins = {} as const satisfies Origins<${type}Types, object>;
`;
  }
  const { list, get, record, paging, items } = devices;
  const rows = paging ? list : `${list} ${items ?? ""}[]`;
  return `import type { Origins } from "@mdmkit/unified/vendor";
import type { ${type}Types } from "./generated/api/client.ts";
import { map${type}Device } from "./devices/map-device.ts";
import type { ${factory} } from "./index.ts";

/** Which operations fill the records of the mapper. */
export const origins = {
  devices: {
    map: map${type}Device,
    list: ${JSON.stringify(rows)},
    get: ${JSON.stringify(record === undefined ? get : `${get} ${record}`)},
  },
} as const satisfies Origins<${type}Types, ReturnType<typeof ${factory}>>;
`;
}
