import type { Files, Plan } from "../plan/plan.ts";
import { accessParts } from "./access-parts.ts";

/** The fake: it knows the document and the credentials, and answers what was guessed with samples of schemas. */
export function sandboxFiles(plan: Plan): Files {
  return { [`packages/sandbox/src/vendors/${plan.names.id}/index.ts`]: index(plan) };
}

function index(plan: Plan): string {
  const { id, product, type, factory } = plan.names;
  const { options, fake } = accessParts(plan);
  const scheme = options.map(({ name }) => JSON.stringify(name)).join(" | ");
  return `import type { ${type}OperationTypes } from "@mdmkit/${id}";
import { operationSchemas, schemas, servers } from "@mdmkit/${id}/schemas";
import { ${fake.name}, type ${fake.type} } from "../../engine/vendor/credentials.ts";
import { createSampleVendor, type SampleState } from "../../engine/vendor/draft-vendor.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";

/**
 * A draft of a fake ${product}: what it knows of the vendor is its document. It checks requests and credentials, and what
 * it answers is made up from schemas, so a test against it says nothing of how the vendor behaves.
 */
export const ${factory}: VendorFactory<object, SampleState, ${fake.type}, keyof ${type}OperationTypes & string, ${scheme}> = (_, context) =>
  createSampleVendor(
    {
      id: ${JSON.stringify(id)},
      document: { operationSchemas, schemas, servers },
      basePath: ${JSON.stringify(plan.basePath)},
      reads: ${JSON.stringify(plan.check ? [plan.check] : [])},
${devicesOf(plan)}    },
    ${fake.call(`{ seed: context.fleet.seed, kind: ${JSON.stringify(`${id}-credentials`)} }`)},
    context,
  );
`;
}

function devicesOf({ devices }: Plan): string {
  if (!devices) return "";
  const { list, get, id, isNumber, record } = devices;
  const facts = { list, get, id, isNumber, ...(record !== undefined && { record }) };
  return `      devices: ${JSON.stringify(facts)},\n`;
}
