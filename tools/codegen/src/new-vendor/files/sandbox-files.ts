import type { Files, Plan } from "../plan/plan.ts";
import { accessParts } from "./access-parts.ts";

/** The fake in the sandbox. It returns samples of the document's schemas. */
export function sandboxFiles(plan: Plan): Files {
  return { [`packages/sandbox/src/vendors/${plan.names.id}/index.ts`]: index(plan) };
}

function index(plan: Plan): string {
  const { id, product, type, factory } = plan.names;
  const { options, fake } = accessParts(plan);
  const scheme = options.map(({ name }) => JSON.stringify(name)).join(" | ");
  return `import type { ${type}OperationTypes } from "@mdmkit/${id}";
import * as document from "@mdmkit/${id}/schemas";
import { ${fake.name}, type ${fake.type} } from "../../engine/vendor/draft-access.ts";
import { createDraftVendor, type DraftState } from "../../engine/vendor/draft-vendor.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";

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
`;
}

function devicesOf({ devices }: Plan): string {
  if (!devices) return "";
  const { list, get, id, record } = devices;
  const facts = { list, get, id, ...(record !== undefined && { record }) };
  return `      devices: ${JSON.stringify(facts)},\n`;
}
