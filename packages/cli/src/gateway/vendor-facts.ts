import type { UnifiedComponents } from "@mdmkit/unified";
import type { VendorDescriptor } from "@mdmkit/unified/vendors";
import { canAsk, readLine } from "../account/prompt.ts";
import type { Call } from "../args/call.ts";
import { usageError } from "../process/problem.ts";
import { suggest } from "../process/suggest.ts";
import type { Gateway } from "./connect.ts";

type Schemas = UnifiedComponents["schemas"];

/** What a gateway says an account of a vendor needs: its release may differ from this one. */
export type VendorFacts = Omit<VendorDescriptor, "create">;

/** What one of the gateway's vendors needs. */
export async function vendorFacts({ client, ask }: Gateway, id: string): Promise<VendorFacts> {
  const { result } = await ask(client.GET("/admin/vendors"));
  const found = result.find((vendor) => vendor.id === id);
  if (found) return factsOf(found);
  const ids = result.map((vendor) => vendor.id);
  throw usageError(`The gateway has no vendor ${id}; it has ${ids.join(", ")}.`, suggest(id, ids));
}

function factsOf({ options, ...vendor }: Schemas["VendorDescription"]): VendorFacts {
  return { ...vendor, options: options.map(optionOf) };
}

function optionOf({
  environment_variable: env = "",
  secret,
  choices,
  ...option
}: Schemas["VendorOption"]): VendorFacts["options"][number] {
  return { ...option, env, ...(secret && { secret }), ...(choices && { choices }) };
}

/** The vendor asked for, else the only one with credentials here, else what a person says. */
export async function chooseVendorId(call: Call): Promise<string> {
  if (call.globals.vendor !== undefined) return call.globals.vendor;
  const ids = (await call.vendors()).map(({ descriptor }) => descriptor.id);
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  if (!canAsk(call.context))
    throw usageError("Which vendor is it?", `--vendor ID, one of ${ids.join(", ")}.`);
  return (await readLine(call.context, { question: `Vendor (${ids.join(", ")}): ` })).trim();
}
