import { isSequence } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { assertScope } from "../calls/scopes.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { recordExchanges } from "../records/exchanges.ts";
import type { RecordServices } from "../records/record-call.ts";
import { collectItems, toBase64 } from "./collect-items.ts";
import { findOperation, loadVendorOperations } from "./vendor-operations.ts";

type Result = UnifiedComponents["schemas"]["VendorCallResult"];

/** Calls an operation of the vendor's own API, which the scope of its safety allows and its document describes. */
export async function callVendorOperation(
  { useAccount }: Pick<RecordServices, "useAccount">,
  { details, query, path, body, signal }: Call<"callVendorOperation">,
): Promise<JsonReply<Result>> {
  const { dry_run = false, confirm, ...input } = body;
  const name = path.operation_id;
  details.isVendorCall = true;
  const log = recordExchanges("raw", details);
  const result = await useAccount({ details, query }, undefined, async ({ vendor, raw }): Promise<Result> => {
    const operations = await loadVendorOperations(vendor.id);
    const operation = findOperation(operations, name);
    details.action = name;
    details.safety = operation.safety;
    details.hasOwnCredentials = operation.ownSecurity === true;
    assertScope(details, operation.safety);
    const failures = operations.validator.check(operation.input, input, "body");
    if (failures.length > 0) throw new GatewayError(400, "Invalid request body.", { failures });
    const confirmation = { signal, ...(confirm !== undefined && { confirm }) };
    const { requests } = await raw.request(name, input, { ...confirmation, dryRun: true });
    if (dry_run) return { operation: name, dry_run, requests, response: null };
    const { data, response } = await raw.request(name, input, {
      ...confirmation,
      onExchange: log.onExchange,
    });
    const exchange = log.exchanges.at(-1);
    const { status } = response;
    const headers = { ...exchange?.responseHeaders };
    if (isSequence(data)) {
      const collected = await collectItems(data, {
        signal,
        safety: operation.safety,
        redact: details.redact,
      });
      return { operation: name, dry_run, requests, response: { status, headers, ...collected } };
    }
    const body = data instanceof Blob ? await toBase64(data) : exchange?.data;
    return { operation: name, dry_run, requests, response: { status, headers, body: body ?? null } };
  });
  return json(result);
}
