import { type EventHint, eventFields, eventId } from "@mdmkit/unified/vendor";

/** Activities about a host that do not name it in every version of the server. */
const ENROLLMENTS = ["fleet_enrolled", "mdm_enrolled", "mdm_unenrolled"];

/** What an activity is about, sent by the server or read from its log. Pure and total. */
export function parseActivity(activity: unknown): EventHint[] {
  const { type, details } = eventFields(activity);
  const id = eventId(eventFields(details).host_id);
  if (id !== null) return [{ resource: "devices", id, isGone: type === "deleted_host" }];
  return typeof type === "string" && ENROLLMENTS.includes(type) ? [changed(null)] : [];
}

/** The hosts of activities, of failing policies, and of hosts that are offline. */
export function parse(body: unknown): EventHint[] {
  const { hosts, data } = eventFields(body);
  const failing = listOf(hosts).map((host) => eventFields(host).id);
  const offline = listOf(eventFields(data).host_ids);
  const named = [...failing, ...offline].map(eventId).filter((id) => id !== null);
  return [...parseActivity(body), ...named.map(changed)];
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const changed = (id: string | null): EventHint => ({ resource: "devices", id, isGone: false });
