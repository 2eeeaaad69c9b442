import { type EventContract, readNumberedLog } from "@mdmkit/unified/vendor";
import type { NinjaOneApi } from "../generated/api/client.ts";
import { parse } from "./webhook.ts";

/** The most that the vendor allows. */
const PAGE_SIZE = 1000;

/** The log of activities, which needs the scope `monitoring`. */
export function createEvents(client: NinjaOneApi) {
  return {
    since: (position, { signal }) =>
      readNumberedLog(position, {
        pageSize: PAGE_SIZE,
        parse,
        async page({ after, before }) {
          const query = { newerThan: after, olderThan: before, pageSize: PAGE_SIZE };
          return (await client.getActivities({ query }, { signal })).activities ?? [];
        },
      }),
  } satisfies EventContract;
}
