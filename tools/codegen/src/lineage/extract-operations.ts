import { existsSync } from "node:fs";
import ts from "typescript";
import { fail, type Modules } from "./domain/module.ts";
import { onlyLiteral, UNDEFINED } from "./domain/value.ts";
import type { WriteOperations } from "./extract-writes.ts";
import { createSite, findFactory, follow, followAll, type Site } from "./follow-adapter.ts";
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
  /** The resources of the vendor's object, and which writes of records each supports. */
  readonly resources: ReadonlyMap<ResourceName, readonly RecordWrite[]>;
  readonly factory: Factory;
};

/** The function that makes the vendor's object: its name, its comment and the name of its options' type. */
type Factory = { readonly name: string; readonly comment: string; readonly options: string };

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
  const { name: factory, vendor } = findFactory(site);
  followAll(vendor, site);
  const planned = [...writes.values()].flatMap(({ sends }) => sends);
  const name = onlyLiteral(vendor.object?.members.get("name") ?? vendor)?.[0];
  return {
    name: String(name),
    all: operationsIn([...site.calls, ...planned], responses),
    deviceReads: existsSync(`${root}/${folder}/${DEVICES}`) ? deviceReads(sources) : undefined,
    resources: new Map(
      RESOURCES.flatMap((resource) => {
        const members = vendor.object?.members.get(resource)?.object?.members;
        return members ? [[resource, WRITES.filter((write) => members.has(write))]] : [];
      }),
    ),
    factory: describeFactory(factory, site),
  };
}

/** The resources of a vendor, in the order of the contract. */
const RESOURCES = ["devices", "users", "apps", "organizations", "groups"] as const;
export type ResourceName = (typeof RESOURCES)[number];
const WRITES = ["create", "update"] as const;
export type RecordWrite = (typeof WRITES)[number];

function describeFactory(name: string, { module }: Site): Factory {
  const node = module.functions.get(name);
  const type = node?.parameters[0]?.type;
  if (!node || !type || !ts.isTypeReferenceNode(type))
    return fail(
      node ?? module.source,
      `\`${name}\` must take options of a named type, which this file exports`,
    );
  const [comment] = ts.getJSDocCommentsAndTags(node);
  return { name, options: type.getText(), comment: comment?.getText() ?? "" };
}

const DEVICES = "devices/devices.ts";

/** The first is for adapters whose options are part of what device reads share with other resources. */
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
  const required = node.parameters.filter(({ initializer }) => initializer === undefined);
  return { operations, create, takesOptions: required.length > 1 };
}

function operationsIn(calls: Iterable<string>, responses: ResponseSchemas): string[] {
  return [...new Set(calls)].filter((call) => responses.has(call)).sort();
}
