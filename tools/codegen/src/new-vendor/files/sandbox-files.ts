import { clientImport, foldersOf } from "../../workspace/layout.ts";
import type { Files, Plan } from "../plan/plan.ts";
import { accessParts } from "./access-parts.ts";

/** The fake in the sandbox. It returns samples of the document's schemas. */
export function sandboxFiles(plan: Plan): Files {
  return { [`${foldersOf(plan.layout, plan.names.id).sandbox}/index.ts`]: index(plan) };
}

function index(plan: Plan): string {
  const { id, product, type, factory } = plan.names;
  const { options, fake } = accessParts(plan);
  const scheme = options.map(({ name }) => JSON.stringify(name)).join(" | ");
  const from = `${foldersOf(plan.layout, id).sandbox}/index.ts`;
  return `import type { ${type}OperationTypes } from ${JSON.stringify(clientImport(plan.layout, { id, from }))};
import * as document from ${JSON.stringify(clientImport(plan.layout, { id, from, entry: "/schemas" }))};
${plan.layout === "standalone" ? outsideImports(plan) : insideImports(plan)}\

/**
 * A draft of a fake ${product}. It knows the vendor's document alone: it checks requests and credentials, and its records are
 * made up from schemas. A test against it shows nothing about how the vendor behaves.
 */
export const ${factory}: VendorFactory<object, DraftState, ${fake.type}, keyof ${type}OperationTypes & string, ${scheme}> = (_, context) =>
  createDraftVendor(
    {
      id: ${JSON.stringify(id)},
      document,
      basePath: ${JSON.stringify(plan.basePath)},
${devicesOf(plan)}    },
    ${fake.call(`{ seed: context.fleet.seed, kind: ${JSON.stringify(`${id}-credentials`)} }`)},
    context,
  );
${plan.layout === "standalone" ? createFunction(plan) : ""}`;
}

function insideImports(plan: Plan): string {
  const { fake } = accessParts(plan);
  return `import { ${fake.name}, type ${fake.type} } from "../../engine/vendor/draft-access.ts";
import { createDraftVendor, type DraftState } from "../../engine/vendor/draft-vendor.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
`;
}

function outsideImports(plan: Plan): string {
  const { fake } = accessParts(plan);
  return `import {
  type ${fake.type},
  type CommonOptions,
  createDraftVendor,
  createVendorSandbox,
  type DraftState,
  ${fake.name},
  type VendorFactory,
} from "@mdmkit/sandbox/vendor";
`;
}

function createFunction({ names: { id, product, type, factory } }: Plan): string {
  return `
/** Creates a fake ${product} for tests and demos. */
export function create${type}Sandbox(options?: CommonOptions) {
  return createVendorSandbox(${JSON.stringify(id)}, ${factory}, options);
}
`;
}

function devicesOf({ devices }: Plan): string {
  if (!devices) return "";
  const { list, get, id, record } = devices;
  const facts = { list, get, id, ...(record !== undefined && { record }) };
  return `      devices: ${JSON.stringify(facts)},\n`;
}
