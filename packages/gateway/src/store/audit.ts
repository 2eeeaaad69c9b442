import { createHash } from "node:crypto";
import type { Database, Row } from "../database/database.ts";
import { numberOrNull, oneOf, text, textOrNull, texts, time } from "../database/row.ts";
import { type Clock, timeAt } from "./clock.ts";
import type { AuditEntry, AuditStore } from "./store.ts";

const RESULTS = [
  "done",
  "refused",
  "failed",
  "partial",
  "unknown",
  "replayed",
  "begun",
] as const satisfies readonly AuditEntry["result"][];
const MAX_PAGE = 1000;
const OPAQUE = /^[\w.:-]{1,128}$/;
const COLUMNS = `id::text as id, at, request_id, token_id, token_name, account, vendor, operation, record_id,
  vendor_operations, result, status`;

export function createAuditStore(database: Database, now: Clock): AuditStore {
  return {
    async append(entry) {
      await database.query(
        `insert into gateway_audit (at, request_id, token_id, token_name, account, vendor, operation, record_id,
           vendor_operations, result, status)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11)`,
        [
          timeAt(now()),
          toOpaque(entry.requestId),
          entry.tokenId,
          entry.tokenName,
          entry.account === null ? null : toOpaque(entry.account),
          entry.vendor,
          entry.operation,
          entry.recordId === null ? null : toOpaque(entry.recordId),
          JSON.stringify(entry.vendorOperations),
          entry.result,
          entry.status,
        ],
      );
    },
    async list({ account, before, limit }) {
      if (before !== undefined && !/^\d{1,18}$/.test(before)) return [];
      const rows = await database.query(
        `select ${COLUMNS} from gateway_audit
         where ($1::text is null or account = $1) and ($2::text is null or gateway_audit.id < $2::text::bigint)
           and (result <> 'begun' or not exists (
             select from gateway_audit as ended
             where ended.request_id = gateway_audit.request_id and ended.result <> 'begun'))
         order by gateway_audit.id desc limit $3`,
        [
          account === undefined ? null : toOpaque(account),
          before ?? null,
          Math.min(Math.max(1, Math.trunc(limit)), MAX_PAGE),
        ],
      );
      return rows.map(toEntry);
    },
  };
}

/** Ids in paths are chosen by callers: one that may name a person is stored as a hash, by which equal ids can be recognized. */
function toOpaque(id: string): string {
  if (OPAQUE.test(id)) return id;
  return `sha256:${createHash("sha256").update(id).digest("hex").slice(0, 32)}`;
}

function toEntry(row: Row): AuditEntry {
  return {
    id: text(row, "id"),
    at: time(row, "at"),
    requestId: text(row, "request_id"),
    tokenId: textOrNull(row, "token_id"),
    tokenName: textOrNull(row, "token_name"),
    account: textOrNull(row, "account"),
    vendor: textOrNull(row, "vendor"),
    operation: text(row, "operation"),
    recordId: textOrNull(row, "record_id"),
    vendorOperations: texts(row, "vendor_operations"),
    result: oneOf(row, "result", RESULTS),
    status: numberOrNull(row, "status"),
  };
}
