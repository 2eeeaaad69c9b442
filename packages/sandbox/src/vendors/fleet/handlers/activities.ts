import { asInteger } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import type { Handlers } from "./handler.ts";

export const activityHandlers = {
  listActivities({ query }, { activities }) {
    const sorted = query.order_direction === "desc" ? [...activities].reverse() : activities;
    const size = asInteger(query.per_page) ?? activities.length;
    const start = (asInteger(query.page) ?? 0) * size;
    const end = start + size;
    return json({
      activities: sorted.slice(start, end),
      meta: { has_next_results: end < activities.length, has_previous_results: start > 0 },
    });
  },
} satisfies Handlers;
