import { THIS_SERVER } from "../docs/assets.ts";
import type { Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import type { RecordServices } from "../records/record-call.ts";
import { describeAccount } from "./describe-account.ts";
import { loadVendorOperations } from "./vendor-operations.ts";

/** The document of the vendor operations that the token may call with an account. */
export async function getVendorOpenApi(
  { useAccount }: Pick<RecordServices, "useAccount">,
  { details, query }: Call<"getVendorOpenApi">,
): Promise<JsonReply<Record<string, unknown>>> {
  const call = { details, query, callsVendor: false };
  const vendor = await useAccount(call, undefined, (mdm) => mdm.vendor);
  const document = describeAccount(await loadVendorOperations(vendor.id), {
    id: query.integrated_account_id,
    vendorName: vendor.name,
    scopes: details.token?.scopes ?? [],
  });
  return json({ ...document, servers: [THIS_SERVER] });
}
