import { type EventHint, eventFields, eventHint, eventId, eventList } from "@mdmkit/unified/vendor";

/** Activities about a host that do not name it in every version of the server. */
const ENROLLMENTS: readonly unknown[] = ["fleet_enrolled", "mdm_enrolled", "mdm_unenrolled"];

/** What an activity is about, sent by the server or read from its log. Pure and total. */
export function parseActivity(activity: unknown): EventHint[] {
  const { type, details } = eventFields(activity);
  const { host_id, host_ids } = eventFields(details);
  const hosts = changed([host_id, ...eventList(host_ids)], type === "deleted_host");
  return hosts.length === 0 && ENROLLMENTS.includes(type) ? [eventHint("devices", null)] : hosts;
}

/** The hosts of activities, of failing policies, of vulnerabilities, and of hosts that are offline. */
export function parse(body: unknown): EventHint[] {
  const { hosts, vulnerability, data } = eventFields(body);
  const named = [...eventList(hosts), ...eventList(eventFields(vulnerability).hosts_affected)];
  const ids = [...named.map((host) => eventFields(host).id), ...eventList(eventFields(data).host_ids)];
  return [...parseActivity(body), ...changed(ids)];
}

const changed = (ids: readonly unknown[], isGone = false): EventHint[] =>
  ids.flatMap((id) => eventId(id) ?? []).map((id) => eventHint("devices", id, isGone));
