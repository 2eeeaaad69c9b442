import type { UnifiedComponents } from "@mdmkit/unified";
import type { StoredBulk, StoredDevice } from "../store/bulk/bulk-store.ts";

type Schemas = UnifiedComponents["schemas"];

export function showPlan({ summary, ...stored }: StoredBulk): Schemas["BulkPlan"] {
  return {
    id: stored.id,
    integrated_account_id: stored.account,
    vendor: stored.vendor,
    action: stored.action,
    ...summary,
    error: stored.status === "failed" ? (summary.error ?? NEVER_MADE) : null,
    status: stored.status,
    stopped_by: stored.stoppedBy,
    counts: { ...stored.counts },
    created_at: stored.createdAt,
    updated_at: stored.updatedAt,
    expires_at: stored.expiresAt,
  };
}

/** The process that made the plan has ended. */
const NEVER_MADE: Schemas["Error"] = {
  statusCode: 500,
  error: "Internal Server Error",
  message: "The service stopped before the plan was made. Nothing was sent. Make a new plan.",
};

export function showDevice({ device, outcome, sent, result = {} }: StoredDevice): Schemas["BulkDevice"] {
  const { id, name, ...rest } = device;
  const { command_id, code, message } = result;
  return {
    ...{ id, outcome, sent },
    ...(name !== undefined && { name }),
    ...("reason" in rest
      ? { reason: rest.reason, message: rest.message }
      : {
          ...(rest.serial_number !== undefined && { serial_number: rest.serial_number }),
          requests: rest.requests,
          operations: [...rest.operations],
          ...(command_id !== undefined && { command_id }),
          ...(code !== undefined && { code }),
          ...(message !== undefined && { message }),
        }),
  };
}
