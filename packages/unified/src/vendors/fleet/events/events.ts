import { type EventContract, readNumberedLog } from "@mdmkit/unified/vendor";
import type { FleetApi } from "../generated/api/client.ts";
import { parseActivity } from "./webhook.ts";

const PAGE_SIZE = 100;
const NEWEST_FIRST = { per_page: PAGE_SIZE, order_key: "id", order_direction: "desc" } as const;

/** The log of activities. */
export function createEvents(client: FleetApi) {
  return {
    since: (position, { signal }) =>
      readNumberedLog(position, {
        pageSize: PAGE_SIZE,
        parse: parseActivity,
        async page({ index: page }) {
          const response = await client.listActivities({ query: { page, ...NEWEST_FIRST } }, { signal });
          return response.activities ?? [];
        },
      }),
  } satisfies EventContract;
}
