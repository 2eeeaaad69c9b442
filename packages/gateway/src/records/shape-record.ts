import { normalized } from "@mdmkit/unified";
import { type JsonReply, json, type ShapedReply, shaped } from "../operations/reply.ts";
import type { CommonQuery } from "./common-query.ts";
import { debugOf, rawAnswer, type Watch } from "./exchanges.ts";
import type { AnyRecord } from "./resource.ts";

type Debug<Item> = { result: Item; debug: ReturnType<typeof debugOf> };
export type RecordReply<Item> = JsonReply<Item | Debug<Item>> | ShapedReply;

/** How a record leaves: null for absent fields, without some, or as it is. */
export function shapeOf(query: CommonQuery): ((record: object) => object) | undefined {
  const excluded = new Set(query["truto_exclude_fields[]"] ?? []);
  const isNormalized = query.truto_response_format === "normalized";
  if (!isNormalized && excluded.size === 0) return undefined;
  return (record) => {
    const full: object = isNormalized ? normalized(record) : record;
    return Object.fromEntries(Object.entries(full).filter(([name]) => !excluded.has(name)));
  };
}

/** The answer about one record in the format that was asked for. */
export function answerRecord<Item extends AnyRecord>(
  query: CommonQuery,
  record: Item,
  watch: Watch,
): RecordReply<Item> {
  const format = query.truto_response_format;
  if (format === "raw") return shaped(rawAnswer(watch));
  const shown = query.truto_ignore_remote_data ? { ...record, remote_data: undefined } : record;
  const shape = shapeOf(query);
  if (format !== "debug") return shape ? shaped(shape(shown)) : json(shown);
  const debug = debugOf(watch);
  return shape ? shaped({ result: shape(shown), debug }) : json({ result: shown, debug });
}
