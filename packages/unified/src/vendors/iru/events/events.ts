import {
  type EventContract,
  type EventHint,
  eventFields,
  eventHint,
  eventId,
  eventWord,
  readTimedLog,
} from "@mdmkit/unified/vendor";
import type { IruApi } from "../generated/api/client.ts";

/** The most that the vendor allows. */
const PAGE_SIZE = 500;

/** The log of what administrators changed, which needs the right to list audit events. */
export function createEvents(client: IruApi) {
  return {
    since: (position, { signal }) =>
      readTimedLog(position, {
        idOf: ({ id }) => id,
        timeOf: ({ occurred_at }) => occurred_at,
        parse: parseAuditEvent,
        async page(cursor) {
          const query = {
            limit: PAGE_SIZE,
            sort_by: "-occurred_at",
            ...(cursor !== undefined && { cursor }),
          };
          const { results, next } = await client.listAuditEvents({ query }, { signal });
          return { entries: results ?? [], next: cursorIn(next) };
        },
      }),
  } satisfies EventContract;
}

const RESOURCES: Readonly<Record<string, EventHint["resource"]>> = {
  device: "devices",
  user: "users",
  blueprint: "groups",
};

/** Of devices, users and blueprints. Pure and total. */
export function parseAuditEvent(event: unknown): EventHint[] {
  const { action, target_type: type, target_id: target } = eventFields(event);
  const id = eventId(target);
  const resource = eventWord(RESOURCES, type);
  return id === null || !resource ? [] : [eventHint(resource, id, action === "delete")];
}

/** The next page is named by its cursor, or by a link that has it, and that leads to another host than the API's. */
function cursorIn(next: string | null | undefined): string | undefined {
  const link = next ? URL.parse(next) : null;
  return (link ? link.searchParams.get("cursor") : next) || undefined;
}
