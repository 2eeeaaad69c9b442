import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import {
  type EventContract,
  type EventHint,
  eventFields,
  eventHint,
  eventId,
  eventWord,
  readTimedLog,
  userGroupId,
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
  user_group: "groups",
};

/**
 * The record that an event is about, and both ends of an association that it made or removed: a device and its user, or its group. Which
 * words event types are is not documented, so that only their end is looked at: whether a record is gone is found out by a read. Pure
 * and total.
 */
export function parseEvent(event: unknown): EventHint[] {
  const { resource, event_type: type, association } = eventFields(event);
  const { connection } = eventFields(association);
  const { from, to } = eventFields(connection);
  const about = eventFields(resource);
  const isGone = typeof type === "string" && type.endsWith("_delete");
  const ends = [from, to].map(eventFields);
  return [
    ...hintsOf(about.type, about.id, isGone),
    ...ends.flatMap((end) => hintsOf(end.type, end.object_id)),
  ];
}

/** The types of associations are in capitals. */
function hintsOf(type: unknown, id: unknown, isGone = false): EventHint[] {
  const kind = typeof type === "string" ? type.toLowerCase() : type;
  const resource = eventWord(RESOURCES, kind);
  const own = eventId(id);
  if (!resource || own === null) return [];
  return [eventHint(resource, kind === "user_group" ? userGroupId(own) : own, isGone)];
}

function isCursor(text: string | undefined): text is string {
  try {
    return Array.isArray(JSON.parse(text ?? ""));
  } catch {
    return false;
  }
}
