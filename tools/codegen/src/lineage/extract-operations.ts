import { existsSync } from "node:fs";
import type { AnswerSchemas } from "./answer-schemas.ts";
import { fail, type Modules } from "./domain/module.ts";
import { onlyLiteral, UNDEFINED } from "./domain/value.ts";
import type { WriteOperations } from "./extract-writes.ts";
import { createSite, follow, followAll, vendorOf } from "./follow-adapter.ts";
import { nameOfModule } from "./interpreter/resolve.ts";

/** What the generated files of an adapter are made from. */
export type AdapterOperations = {
  /** The vendor's name for people. */
  readonly name: string;
  /** Every operation that the adapter calls or plans. */
  readonly all: readonly string[];
  /** What reads devices without the rest of the vendor, where the adapter has that. */
  readonly deviceReads: DeviceReads | undefined;
};

/** `create`: the function of `devices/devices.ts` that makes them from a client, and from options where it takes them. */
type DeviceReads = {
  readonly operations: readonly string[];
  readonly create: string;
  readonly takesOptions: boolean;
};

type Sources = {
  readonly folder: string;
  readonly modules: Modules;
  readonly answers: AnswerSchemas;
  readonly writes: ReadonlyMap<string, WriteOperations>;
};

/** Follows every function of the vendor's object, and what `devices/devices.ts` gives by itself. */
export function extractOperations(root: string, sources: Sources): AdapterOperations {
  const { folder, modules, answers, writes } = sources;
  const site = createSite(`${folder}/index.ts`, modules);
  const vendor = vendorOf(site);
  followAll(vendor, site);
  const planned = [...writes.values()].flatMap(({ sends }) => sends);
  const name = onlyLiteral(vendor.object?.members.get("name") ?? vendor)?.[0];
  return {
    name: String(name),
    all: operationsIn([...site.calls, ...planned], answers),
    deviceReads: existsSync(`${root}/${folder}/${DEVICES}`) ? deviceReads(sources) : undefined,
  };
}

const DEVICES = "devices/devices.ts";

/** The first is for adapters whose reads of devices share something with other resources. */
const CREATE = ["createStandaloneDeviceReads", "createDeviceReads"];

function deviceReads({ folder, modules, answers }: Sources): DeviceReads {
  const site = createSite(`${folder}/${DEVICES}`, modules);
  const { functions } = site.module;
  const create = CREATE.find((name) => functions.has(name));
  const node = create && functions.get(create);
  if (!node) return fail(site.module.source, `there is no ${CREATE.join(" or ")} here`);
  const reads = nameOfModule(create, site.module, site.context) ?? UNDEFINED;
  followAll(follow(reads, site), site);
  const operations = operationsIn(site.calls, answers);
  return { operations, create, takesOptions: node.parameters.length > 1 };
}

function operationsIn(calls: Iterable<string>, answers: AnswerSchemas): string[] {
  return [...new Set(calls)].filter((call) => answers.has(call)).sort();
}
