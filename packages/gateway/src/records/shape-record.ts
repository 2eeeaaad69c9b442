import { normalized } from "@mdmkit/unified";
import { type JsonReply, json, type ShapedReply, shaped } from "../operations/reply.ts";
import { type ExchangeLog, lastExchange, rawResponse } from "./exchanges.ts";
import { fieldNames } from "./field-names.ts";
import { gapsHeader } from "./raw-headers.ts";
import { type CommonQuery, wantsRemoteData } from "./record-call.ts";
import type { AnyRecord } from "./resource.ts";

type Debug<Item> = { result: Item; debug: ReturnType<typeof lastExchange> };
export type RecordReply<Item> = JsonReply<Item | Debug<Item>> | ShapedReply;

/** How to shape records: with null for absent fields, or without some fields; undefined to leave them as they are. */
export function recordShape(query: CommonQuery): ((record: object) => object) | undefined {
  const excluded = new Set(query["truto_exclude_fields[]"] ?? []);
  const isNormalized = query.truto_response_format === "normalized";
  if (!isNormalized && excluded.size === 0) return undefined;
  return (record) => {
    const full: object = isNormalized ? normalized(record) : record;
    return Object.fromEntries(Object.entries(full).filter(([name]) => !excluded.has(name)));
  };
}

/**
 * The fields to read where some are excluded. With `remote_data`, which is everything that was read, no request of the vendor
 * can be left out.
 */
export function fieldsToRead(query: CommonQuery, schema: string): { fields?: readonly string[] } {
  const excluded = query["truto_exclude_fields[]"] ?? [];
  const isWhole = wantsRemoteData(query) && !excluded.includes("remote_data");
  const format = query.truto_response_format;
  // A normalized record is made from one that holds what shows its resource.
  if (excluded.length === 0 || isWhole || format === "raw" || format === "normalized") return {};
  return { fields: fieldNames<Record<string, unknown>>(schema).filter((name) => !excluded.includes(name)) };
}

/** The reply with one record, in the requested format. */
export function recordReply<Item extends AnyRecord>(
  query: CommonQuery,
  record: Item,
  log: ExchangeLog,
): RecordReply<Item> {
  const format = query.truto_response_format;
  if (format === "raw") return shaped(rawResponse(log), gapsHeader(record));
  const shown = query.truto_ignore_remote_data ? { ...record, remote_data: undefined } : record;
  const shape = recordShape(query);
  if (format !== "debug") return shape ? shaped(shape(shown)) : json(shown);
  const debug = lastExchange(log);
  return shape ? shaped({ result: shape(shown), debug }) : json({ result: shown, debug });
}
