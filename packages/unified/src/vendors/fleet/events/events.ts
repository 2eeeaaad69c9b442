import { type EventContract, number, readNumberedLog } from "@mdmkit/unified/vendor";
import type { FleetApi } from "../generated/api/client.ts";
import { parseActivity } from "./webhook.ts";

const PAGE_SIZE = 100;

/** The log of activities. */
export function createEvents(client: FleetApi) {
  return {
    since: (position, { signal }) =>
      readNumberedLog(position, {
        pageSize: PAGE_SIZE,
        idOf: ({ id }) => number(id) ?? undefined,
        parse: parseActivity,
        async page({ index }) {
          const query = {
            page: index,
            per_page: PAGE_SIZE,
            order_key: "id",
            order_direction: "desc",
          } as const;
          return (await client.listActivities({ query }, { signal })).activities ?? [];
        },
      }),
  } satisfies EventContract;
}
