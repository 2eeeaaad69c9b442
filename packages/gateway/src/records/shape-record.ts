import { normalized } from "@mdmkit/unified";
import { type JsonReply, json, type ShapedReply, shaped } from "../operations/reply.ts";
import { type ExchangeLog, lastExchange, rawResponse } from "./exchanges.ts";
import { gapsHeader } from "./raw-headers.ts";
import type { CommonQuery } from "./record-call.ts";
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
