import { GatewayError } from "../errors/gateway-error.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { OperationId } from "../operations/operation.ts";
import type { Scope } from "../store/store.ts";
import type { Route } from "./route.ts";

/** Throws 403 when the token of a call lacks a scope. */
export function assertScope({ token }: Pick<CallDetails, "token">, scope: Scope): void {
  if (token?.scopes.includes(scope)) return;
  throw new GatewayError(403, `The token lacks the scope \`${scope}\`.`);
}

/** Operations whose handler checks the scope, because it depends on the body. */
const CHECKED_BY_HANDLER: readonly OperationId[] = [
  "performDeviceAction",
  "callVendorOperation",
  "performBatch",
  "performBatchRequest",
  "createBulkPlan",
  "runBulkPlan",
  "cancelBulkPlan",
];

/** The scope that an operation needs; undefined where it needs none, or where its handler checks it. */
export function neededScope({ id, area, schemas }: Route): Scope | undefined {
  if (area === "administration") return "admin";
  return area === "service" || CHECKED_BY_HANDLER.includes(id) ? undefined : schemas.safety;
}
