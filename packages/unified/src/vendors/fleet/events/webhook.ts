import { type EventHint, eventFields, eventHint, eventId, eventList } from "@mdmkit/unified/vendor";

/** Activities about a host that do not name it in every version of the server. */
const ENROLLMENTS: readonly unknown[] = ["fleet_enrolled", "mdm_enrolled", "mdm_unenrolled"];

/** What an activity is about, sent by the server or read from its log. Pure and total. */
export function parseActivity(activity: unknown): EventHint[] {
  const { type, details } = eventFields(activity);
  const id = eventId(eventFields(details).host_id);
  if (id !== null) return [eventHint("devices", id, type === "deleted_host")];
  return ENROLLMENTS.includes(type) ? [eventHint("devices", null)] : [];
}

/** The hosts of activities, of failing policies, and of hosts that are offline. */
export function parse(body: unknown): EventHint[] {
  const { hosts, data } = eventFields(body);
  const failing = eventList(hosts).map((host) => eventFields(host).id);
  const ids = [...failing, ...eventList(eventFields(data).host_ids)].flatMap((id) => eventId(id) ?? []);
  return [...parseActivity(body), ...ids.map((id) => eventHint("devices", id))];
}
