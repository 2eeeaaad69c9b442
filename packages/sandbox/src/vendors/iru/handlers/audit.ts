import { asInteger } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import type { Handlers } from "./handler.ts";

export const auditHandlers = {
  listAuditEvents({ query, operation }, { auditEvents }) {
    const { cursor, limit, sort_by: order } = query;
    const sorted = order === "-occurred_at" ? [...auditEvents].reverse() : auditEvents;
    const start = cursor === undefined ? 0 : Number(/^from-(\d+)$/.exec(String(cursor))?.[1] ?? Number.NaN);
    if (Number.isNaN(start)) return failure(operation, { status: 400, message: "Invalid cursor" });
    const end = start + (asInteger(limit) ?? 0);
    const link = `https://sandbox.kandji.io/api/v1/audit/events?cursor=from-${end}`;
    return json({
      next: end < sorted.length ? link : null,
      previous: null,
      results: sorted.slice(start, end),
    });
  },
} satisfies Handlers;
