import { asInteger, asTexts } from "../../../engine/records/values.ts";
import { bodyOf, json } from "../../../engine/request/call.ts";
import type { Handlers } from "./handler.ts";

const LIMIT = 1000;
const MAX = 10_000;

export const directoryEventHandlers = {
  /** Where to continue is in a header only: time and id of the last event. */
  directoryInsights_eventsPost(call, { state }) {
    const { service, start_time, end_time, sort, limit, search_after } = bodyOf(call);
    const services = asTexts(service);
    const isWanted = (row: { readonly service?: unknown; readonly timestamp?: unknown }) =>
      (services.includes("all") || services.includes(String(row.service))) &&
      String(row.timestamp) >= String(start_time) &&
      (end_time === undefined || String(row.timestamp) < String(end_time));
    const all = state.events.filter(isWanted);
    const sorted = sort === "DESC" ? all.toReversed() : all;
    const after = Array.isArray(search_after) ? String(search_after[1]) : undefined;
    const start = sorted.findIndex(({ id }) => id === after) + 1;
    const size = Math.min(asInteger(limit) ?? LIMIT, MAX);
    const rows = sorted.slice(start, start + size);
    const last = rows.at(-1);
    const cursor = last && [Date.parse(String(last.timestamp)), last.id];
    return json(rows, {
      headers: {
        "x-result-count": String(rows.length),
        "x-limit": String(size),
        ...(cursor && { "x-search_after": JSON.stringify(cursor) }),
      },
    });
  },
} satisfies Handlers;
