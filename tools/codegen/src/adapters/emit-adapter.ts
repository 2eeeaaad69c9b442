import type { AdapterOperations } from "../lineage/extract-operations.ts";
import { clientImport, type Layout } from "../workspace/layout.ts";
import { adapterHeader } from "./adapter-header.ts";
import { emitVendor } from "./emit-vendor.ts";

/** An adapter whose files are printed; `type` is the product's name as generated types begin with it. */
export type Adapter = AdapterOperations & {
  readonly id: string;
  readonly type: string;
  readonly layout: Layout;
  /** The adapter's folder, relative to the root. */
  readonly folder: string;
};

/** Prints the files that depend on the operations of an adapter, by name. */
export function emitAdapter(adapter: Adapter): Record<string, string> {
  const { all, deviceReads } = adapter;
  return {
    "api/operations.ts": emitNames(adapter, all, "The operations that this adapter calls or plans"),
    "api/client.ts": emitClient(adapter),
    "vendor.ts": emitVendor(adapter),
    ...(deviceReads && {
      "api/read-operations.ts": emitNames(
        adapter,
        deviceReads.operations,
        "The operations that read devices",
      ),
      "device-reader.ts": emitDeviceReader(adapter, deviceReads),
    }),
  };
}

/** How a generated file imports the vendor's client. */
function importOf({ layout, folder, id }: Adapter, file: string, entry?: "/operations" | "/table"): string {
  const from = `${folder}/generated/${file}`;
  return JSON.stringify(clientImport(layout, { id, from, ...(entry && { entry }) }));
}

function emitNames(adapter: Adapter, names: readonly string[], what: string): string {
  const client = importOf(adapter, "api/operations.ts", "/operations");
  const doc = `/** ${what}; a bundle contains only these. */\n`;
  const rows = names.map((name) => `  ${name},\n`).join("");
  const exported = names.length > 0 ? `export {\n${rows}} from ${client};\n` : "export {};\n";
  return `${adapterHeader(adapter.folder)}${doc}${exported}`;
}

function emitClient(adapter: Adapter): string {
  const { type, folder, deviceReads } = adapter;
  const reads = deviceReads !== undefined;
  return `${adapterHeader(folder)}import {
  create${type}ClientFor,
  type ${type}Client,
  type ${type}ClientFor,
  type ${type}OperationTypes,
  type ${type}Options,
  secretBodies,
  secretResponses,
} from ${importOf(adapter, "api/client.ts")};
import { type OperationTable, type Plan, type VendorRequest, withOperations } from "@mdmkit/unified/vendor";
import * as operations from "./operations.ts";
${reads ? 'import * as readOperations from "./read-operations.ts";\n' : ""}
type Used = keyof typeof operations;

/** A client with the operations of this adapter. */
export type ${type}Api = ${type}ClientFor<Used>;
${reads ? `/** A client that can only read devices. */\nexport type ${type}ReadApi = ${type}ClientFor<keyof typeof readOperations>;\n` : ""}\
export type ${type}Types = Pick<${type}OperationTypes, Used>;
/** One request of a plan. */
export type ${type}Step = VendorRequest<${type}Types>;
export type ${type}Plan = Plan<${type}Step>;

export function createApi(options: ${type}Options): ${type}Api {
  return create${type}ClientFor(operations, options);
}

/** What the engine needs of the vendor besides its resources. */
export function connectionOf(client: ${type}Api) {
  return {
    client,
    operations,
    secretBodies,
    secretResponses,
    /** Every operation over the connection of the client, for \`mdm.raw\`; the table loads here. */
    async openRaw(): Promise<{ client: ${type}Client; operations: OperationTable }> {
      const { operations: table } = await import(${importOf(adapter, "api/client.ts", "/table")});
      return { client: withOperations<${type}Client>(client, table), operations: table };
    },
  };
}
${reads ? `\nexport function createReadApi(options: ${type}Options): ${type}ReadApi {\n  return create${type}ClientFor(readOperations, options);\n}\n` : ""}`;
}

function emitDeviceReader(
  adapter: Adapter,
  { create, takesOptions }: NonNullable<Adapter["deviceReads"]>,
): string {
  const { id, name, folder, type, factory } = adapter;
  return `${adapterHeader(folder)}import { secretResponses } from ${importOf(adapter, "device-reader.ts")};
import type { DeviceFilters, DeviceReader, ListOptionsOf, Named, ReadOnlyDevices } from "@mdmkit/unified/vendor";
import { ${create} } from "../devices/devices.ts";
import type { ${factory.options} } from "../index.ts";
import { createReadApi } from "./api/client.ts";
import type { ${type}Device } from "./vendor.ts";

type Reads = ReturnType<typeof ${create}>;

/** Filters and options of \`list\` of \`${type}ReadOnlyDevices\`. */
export interface ${type}ReadOnlyListOptions extends ListOptionsOf<Reads, DeviceFilters> {}

/** The devices of ${name}, to be read only. */
export interface ${type}ReadOnlyDevices
  extends ReadOnlyDevices<Reads, ${type}Device, ${type}ReadOnlyListOptions> {}

/** ${name} for \`readDevices\`. */
export interface ${type}DeviceReader extends DeviceReader, Named<${type}ReadOnlyDevices> {
  /** Reads of devices. */
  readonly devices: Reads;
}

/** ${name} for \`readDevices\`. */
export function ${factory.name}Devices(options: ${factory.options}): ${type}DeviceReader {
  const client = createReadApi(options);
  return {
    id: ${JSON.stringify(id)},
    name: ${JSON.stringify(name)},
    client,
    secretBodies: {}, // Reads send none.
    secretResponses,
    devices: ${create}(client${takesOptions ? ", options" : ""}),
  };
}
`;
}
