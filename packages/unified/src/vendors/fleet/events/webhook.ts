import { type EventHint, eventFields, eventId } from "@mdmkit/unified/vendor";

/** Activities about a host that do not name it in every version of the server. */
const ENROLLMENTS = ["fleet_enrolled", "mdm_enrolled", "mdm_unenrolled"];

/** What an activity is about, sent by the server or read from its log. Pure and total. */
export function parseActivity(activity: unknown): EventHint[] {
  const { type, details } = eventFields(activity);
  const { host_id, host_ids } = eventFields(details);
  const ids = [host_id, ...listOf(host_ids)].map(eventId).filter((id) => id !== null);
  if (ids.length > 0) return ids.map((id) => ({ ...changed(id), isGone: type === "deleted_host" }));
  return typeof type === "string" && ENROLLMENTS.includes(type) ? [changed(null)] : [];
}

/** The hosts of activities, of failing policies, of vulnerabilities, and of hosts that are offline. */
export function parse(body: unknown): EventHint[] {
  const { hosts, vulnerability, data } = eventFields(body);
  const named = [...listOf(hosts), ...listOf(eventFields(vulnerability).hosts_affected)];
  const ids = [...named.map((host) => eventFields(host).id), ...listOf(eventFields(data).host_ids)];
  return [
    ...parseActivity(body),
    ...ids
      .map(eventId)
      .filter((id) => id !== null)
      .map(changed),
  ];
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const changed = (id: string | null): EventHint => ({ resource: "devices", id, isGone: false });
