import type { AdapterOperations, RecordWrite, ResourceName } from "../lineage/extract-operations.ts";
import { adapterHeader } from "./adapter-header.ts";

type Vendor = Pick<AdapterOperations, "name" | "factory" | "resources"> & {
  readonly type: string;
  readonly folder: string;
};

/** A resource of the contract: its record, the filters of its list, and the type of its methods. */
const RESOURCES: Readonly<Record<ResourceName, { item: string; what: string; member: string }>> = {
  devices: {
    item: "Device",
    what: "A device",
    member: "Devices, and the actions on them.",
  },
  users: { item: "User", what: "A user", member: "People who use devices." },
  apps: {
    item: "App",
    what: "An installed app",
    member: "Installed apps: a record for each app on each device.",
  },
  groups: { item: "Group", what: "A group", member: "Groups of devices or users, and their members." },
  organizations: {
    item: "Organization",
    what: "An organization",
    member: "Tenants, sites or customers that records belong to.",
  },
};

/**
 * Prints the entry that callers import. It gives names to what the types of the adapter are computed from, so that editors show
 * those and not the adapter itself, and declarations of callers can refer to them.
 */
export function emitVendor({ type, folder, factory, resources, name }: Vendor): string {
  const { options, comment } = factory;
  const names = [...resources.keys()];
  const items = names.map((resource) => RESOURCES[resource].item);
  const writes = [...resources.values()].flat();
  const imported = [
    "Connection",
    "Named",
    "RawOfVendor",
    ...(items.length > 0 ? ["ListOptionsOf", "RecordOf"] : []),
    ...(writes.includes("create") ? ["CreateOf"] : []),
    ...(writes.includes("update") ? ["UpdateOf"] : []),
    ...items.flatMap((item) => [item, `${item}Filters`, `${item}Methods`]),
  ].sort();
  return `${adapterHeader(folder)}import type {
${imported.map((each) => `  ${each},\n`).join("")}} from "@mdmkit/unified/vendor";
import { ${factory.name} as createVendor, type ${options} } from "../index.ts";

export * from "../index.ts";

/** The adapter, from which the types are inferred. */
type Adapter = ReturnType<typeof createVendor>;
${items.length > 0 ? "type Part<Name extends keyof Adapter> = Adapter[Name];\n" : ""}\
${names.map((resource) => resourceTypes({ type, name, resource, writes: resources.get(resource) ?? [] })).join("")}
/** Every operation of ${name}'s own API by name: \`mdm.raw\`. */
export interface ${type}Raw extends RawOfVendor<Adapter> {}

/** A connected account of ${name}: the result of \`connect\`. */
export interface ${type}Mdm extends Connection {
  /** Every operation of the vendor's own API by name, typed by its document. */
  readonly raw: ${type}Raw;
${names.map((resource) => `  /** ${RESOURCES[resource].member} */\n  readonly ${resource}: ${type}${RESOURCES[resource].item}s;\n`).join("")}}

/** ${name} for \`connect\`. */
export interface ${type}Vendor extends ${omitted("Adapter", names)}, Named<${type}Mdm> {
${names.map((resource) => `  /** What the adapter can do with ${resource}. */\n  readonly ${resource}: ${type}${RESOURCES[resource].item}Contract;\n`).join("")}}

${comment}
export function ${factory.name}(options: ${options}): ${type}Vendor {
  return createVendor(options);
}
`;
}

function omitted(type: string, names: readonly string[]): string {
  return names.length === 0
    ? type
    : `Omit<${type}, ${names.map((name) => JSON.stringify(name)).join(" | ")}>`;
}

type Resource = {
  readonly type: string;
  readonly name: string;
  readonly resource: ResourceName;
  readonly writes: readonly RecordWrite[];
};

function resourceTypes({ type, name, resource, writes }: Resource): string {
  const { item, what } = RESOURCES[resource];
  const record = `${type}${item}`;
  const input = (write: RecordWrite, suffix: string) =>
    writes.includes(write) ? `${record}${suffix}` : "never";
  return `
/** What the adapter of ${name} can do with ${resource}. */
export interface ${record}Contract extends Part<"${resource}"> {}

/** ${what} of ${name}, with the vendor's own record as \`remote_data\`. */
export interface ${record} extends RecordOf<${record}Contract, ${item}> {}

/** Filters and options of \`mdm.${resource}.list\`, those that ${name} supports. */
export interface ${record}ListOptions extends ListOptionsOf<${record}Contract, ${item}Filters> {}
${writes.includes("create") ? `\n/** What \`mdm.${resource}.create\` takes. */\nexport interface ${record}Create extends CreateOf<${record}Contract> {}\n` : ""}\
${writes.includes("update") ? `\n/** What \`mdm.${resource}.update\` can change. */\nexport interface ${record}Update extends UpdateOf<${record}Contract> {}\n` : ""}\

/** What can be done with ${resource} of ${name}: \`mdm.${resource}\`. */
export interface ${record}s
  extends ${item}Methods<
    ${record}Contract,
    ${record},
    ${record}ListOptions,
    ${input("create", "Create")},
    ${input("update", "Update")}
  > {}
`;
}
