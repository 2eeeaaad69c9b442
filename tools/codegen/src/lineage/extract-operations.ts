import { existsSync } from "node:fs";
import { fail, type Modules } from "./domain/module.ts";
import { onlyLiteral, UNDEFINED } from "./domain/value.ts";
import type { WriteOperations } from "./extract-writes.ts";
import { createSite, follow, followAll, vendorOf } from "./follow-adapter.ts";
import { nameOfModule } from "./interpreter/resolve.ts";
import type { ResponseSchemas } from "./response-schemas.ts";

/** The operations that an adapter uses. */
export type AdapterOperations = {
  /** The display name of the vendor. */
  readonly name: string;
  /** Every operation that the adapter calls or plans. */
  readonly all: readonly string[];
  /** Reads of devices without the other resources; undefined if there are none. */
  readonly deviceReads: DeviceReads | undefined;
};

/** `create` is the function of `devices/devices.ts` that takes a client, and options if `takesOptions`. */
type DeviceReads = {
  readonly operations: readonly string[];
  readonly create: string;
  readonly takesOptions: boolean;
};

type Sources = {
  readonly folder: string;
  readonly modules: Modules;
  readonly responses: ResponseSchemas;
  readonly writes: ReadonlyMap<string, WriteOperations>;
};

/** Follows every function of the vendor's object, and the reads of `devices/devices.ts` alone. */
export function extractOperations(root: string, sources: Sources): AdapterOperations {
  const { folder, modules, responses, writes } = sources;
  const site = createSite(`${folder}/index.ts`, modules);
  const vendor = vendorOf(site);
  followAll(vendor, site);
  const planned = [...writes.values()].flatMap(({ sends }) => sends);
  const name = onlyLiteral(vendor.object?.members.get("name") ?? vendor)?.[0];
  return {
    name: String(name),
    all: operationsIn([...site.calls, ...planned], responses),
    deviceReads: existsSync(`${root}/${folder}/${DEVICES}`) ? deviceReads(sources) : undefined,
  };
}

const DEVICES = "devices/devices.ts";

/** The first is for adapters whose device reads share state with other resources. */
const CREATE = ["createStandaloneDeviceReads", "createDeviceReads"];

function deviceReads({ folder, modules, responses }: Sources): DeviceReads {
  const site = createSite(`${folder}/${DEVICES}`, modules);
  const { functions } = site.module;
  const create = CREATE.find((name) => functions.has(name));
  const node = create && functions.get(create);
  if (!node) return fail(site.module.source, `the file has no ${CREATE.join(" or ")}`);
  const reads = nameOfModule(create, site.module, site.context) ?? UNDEFINED;
  followAll(follow(reads, site), site);
  const operations = operationsIn(site.calls, responses);
  return { operations, create, takesOptions: node.parameters.length > 1 };
}

function operationsIn(calls: Iterable<string>, responses: ResponseSchemas): string[] {
  return [...new Set(calls)].filter((call) => responses.has(call)).sort();
}
