import type { UnifiedComponents } from "@mdmkit/unified";
import type { VendorDescriptor } from "@mdmkit/unified/vendors";
import { canPrompt } from "../account/prompt.ts";
import { createQuestions } from "../account/questions.ts";
import type { Call } from "../args/call.ts";
import { usageError } from "../process/command-error.ts";
import { suggest } from "../process/suggest.ts";
import type { Gateway } from "./connect.ts";

type Schemas = UnifiedComponents["schemas"];

/** A vendor as the gateway describes it; the gateway can be a different release of mdmkit. */
export type VendorDescription = Omit<VendorDescriptor, "create">;

export async function getVendorDescription(
  { client, request }: Gateway,
  id: string,
): Promise<VendorDescription> {
  const { result } = await request(client.GET("/admin/vendors"));
  const found = result.find((vendor) => vendor.id === id);
  if (found) return fromWire(found);
  const ids = result.map((vendor) => vendor.id);
  throw usageError(`The gateway has no vendor ${id}. Its vendors: ${ids.join(", ")}.`, suggest(id, ids));
}

function fromWire({ options, ...vendor }: Schemas["VendorDescription"]): VendorDescription {
  return { ...vendor, options: options.map(optionFromWire) };
}

function optionFromWire({
  environment_variable: env = "",
  secret,
  choices,
  ...option
}: Schemas["VendorOption"]): VendorDescription["options"][number] {
  return { ...option, env, ...(secret && { secret }), ...(choices && { choices }) };
}

/** The vendor of --vendor, else the only configured one, else the one the user types. */
export async function chooseVendorId(call: Call): Promise<string> {
  if (call.globals.vendor !== undefined) return call.globals.vendor;
  const vendors = (await call.vendors()).map(({ descriptor }) => descriptor);
  const [only, ...others] = vendors;
  if (only !== undefined && others.length === 0) return only.id;
  if (!canPrompt(call.context))
    throw usageError(
      "The vendor is not specified.",
      `Set --vendor to one of ${vendors.map(({ id }) => id).join(", ")}.`,
    );
  const choices = vendors.map(({ id, name }) => ({ value: id, label: name }));
  return createQuestions(call.context).select("Which vendor?", choices);
}
