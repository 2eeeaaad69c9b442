import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import {
  type EventContract,
  type EventHint,
  eventFields,
  eventId,
  readTimedLog,
} from "@mdmkit/unified/vendor";
import { invalidResponse } from "../api/errors.ts";
import type { JumpCloudApi } from "../generated/api/client.ts";

type Event = JumpCloudSchemas["DirectoryEvent"];

const OPERATION = "directoryInsights_eventsPost";
/** The largest page is ten times this. */
const PAGE_SIZE = 1000;
/** What is done in the directory and by MDM. Logins, which are most events, change no record. */
const SERVICES = ["directory", "mdm"];

/** The log of Directory Insights, which is an API of its own. */
export function createEvents(client: JumpCloudApi, organizationId: string | undefined) {
  return {
    since: (position, { signal }) =>
      readTimedLog<Event>(position, {
        idOf: ({ id }) => id,
        timeOf: ({ timestamp }) => timestamp,
        parse: (event) => (isOf(event, organizationId) ? parseEvent(event) : []),
        async page(cursor, since) {
          const start_time = new Date(Math.max(since, 0)).toISOString();
          const search_after: (string | number)[] | undefined = cursor && JSON.parse(cursor);
          const body = {
            ...{ service: SERVICES, start_time, sort: "DESC" as const, limit: PAGE_SIZE },
            ...(search_after && { search_after }),
          };
          const { data, response } = await client.request(OPERATION, { body }, { signal });
          const entries = data ?? [];
          const next = response.headers.get("x-search_after") ?? undefined;
          const most = Math.min(PAGE_SIZE, Number(response.headers.get("x-limit")) || PAGE_SIZE);
          if (entries.length < most) return { entries, next: undefined };
          if (isCursor(next) && next !== cursor) return { entries, next };
          throw invalidResponse(OPERATION, "A full page of events does not say where to continue.");
        },
      }),
  } satisfies EventContract;
}

/** An administrator of several organizations may be shown the events of all. */
function isOf({ organization }: Event, own: string | undefined): boolean {
  return own === undefined || organization === undefined || organization === own;
}

const RESOURCES: Readonly<Record<string, EventHint["resource"]>> = {
  system: "devices",
  user: "users",
  system_group: "groups",
};

/**
 * The record that an event is about. Which words event types are is not documented, so that only their end is looked at: whether a record
 * is gone is found out by a read. Pure and total.
 */
export function parseEvent(event: unknown): EventHint[] {
  const { resource: about, event_type: type } = eventFields(event);
  const { type: kind, id: given } = eventFields(about);
  const id = eventId(given);
  const resource = typeof kind === "string" && Object.hasOwn(RESOURCES, kind) ? RESOURCES[kind] : undefined;
  if (!resource || id === null) return [];
  return [{ resource, id, isGone: typeof type === "string" && type.endsWith("_delete") }];
}

function isCursor(text: string | undefined): text is string {
  try {
    return Array.isArray(JSON.parse(text ?? ""));
  } catch {
    return false;
  }
}
