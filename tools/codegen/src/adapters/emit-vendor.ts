import type { AdapterOperations, ResourceName } from "../lineage/extract-operations.ts";
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
  const items = resources.map((resource) => RESOURCES[resource].item);
  const names = [
    "Connection",
    "Named",
    "RawOfVendor",
    ...(items.length > 0 ? ["ListOptionsOf", "RecordOf"] : []),
    ...items.flatMap((item) => [item, `${item}Filters`, `${item}Methods`]),
  ].sort();
  return `${adapterHeader(folder)}import type {
${names.map((each) => `  ${each},\n`).join("")}} from "@mdmkit/unified/vendor";
import { ${factory.name} as createVendor, type ${options} } from "../index.ts";

export * from "../index.ts";

/** The adapter, from which the types are inferred. */
type Adapter = ReturnType<typeof createVendor>;
${resources.map((resource) => resourceTypes({ type, name, resource })).join("")}
/** Every operation of ${name}'s own API by name: \`mdm.raw\`. */
export interface ${type}Raw extends RawOfVendor<Adapter> {}

/** A connected account of ${name}: the result of \`connect\`. */
export interface ${type}Mdm extends Connection {
  /** Every operation of the vendor's own API by name, typed by its document. */
  readonly raw: ${type}Raw;
${resources.map((resource) => `  /** ${RESOURCES[resource].member} */\n  readonly ${resource}: ${type}${RESOURCES[resource].item}s;\n`).join("")}}

/** ${name} for \`connect\`. */
export interface ${type}Vendor extends Adapter, Named<${type}Mdm> {}

${comment}
export function ${factory.name}(options: ${options}): ${type}Vendor {
  return createVendor(options);
}
`;
}

function resourceTypes({
  type,
  name,
  resource,
}: {
  type: string;
  name: string;
  resource: ResourceName;
}): string {
  const { item, what } = RESOURCES[resource];
  return `
/** ${what} of ${name}, with the vendor's own record as \`remote_data\`. */
export interface ${type}${item} extends RecordOf<Adapter["${resource}"], ${item}> {}

/** Filters and options of \`mdm.${resource}.list\`, those that ${name} supports. */
export interface ${type}${item}ListOptions extends ListOptionsOf<Adapter["${resource}"], ${item}Filters> {}

/** What can be done with ${resource} of ${name}: \`mdm.${resource}\`. */
export interface ${type}${item}s
  extends ${item}Methods<Adapter["${resource}"], ${type}${item}, ${type}${item}ListOptions> {}
`;
}
