import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import { select } from "../../../engine/records/select.ts";
import { asRows, asTexts, type Row, rowOf, textOf } from "../../../engine/records/values.ts";
import { bodyOf, type Call, json } from "../../../engine/request/call.ts";
import { teamOf } from "../render/host.ts";
import { inList, single } from "../render/views.ts";
import type { FleetState } from "../state.ts";
import { DONE, failure, type Handler, type Handlers, premium } from "./handler.ts";

const SEARCHED = ["hostname", "hardware_serial", "uuid", "primary_ip"] as const;

/** Whether a host matches what is asked for: a part of a text, and of an address only where it looks like one. */
function matches({ query, status, team_id }: Call["query"], host: Row): boolean {
  const part = String(query ?? "").toLowerCase();
  const texts = part.includes("@")
    ? asRows(host.device_mapping).map((mapping) => textOf(mapping, "email"))
    : SEARCHED.map((name) => textOf(host, name));
  return (
    (part === "" || texts.some((text) => text.toLowerCase().includes(part))) &&
    (status === undefined || host.status === status) &&
    (team_id === undefined || (host.team_id ?? 0) === team_id)
  );
}

/** Hosts that match a query, of all or of those with a label. */
function selected({ query }: Call, { hosts }: FleetState, label?: string) {
  const { query: part, status, team_id } = query;
  const isAll = [part, status, team_id, label].every((wanted) => wanted === undefined);
  const isIn = (host: Row) =>
    label === undefined || asRows(host.labels).some(({ id }) => String(id) === label);
  return select(hosts, {
    key: JSON.stringify([part, status, team_id, label]),
    keep: isAll ? undefined : (host) => isIn(host) && matches(query, host),
  });
}

function page(call: Call, state: FleetState, label?: string) {
  const { rows, total } = cutPage(call, selected(call, state, label));
  return listResponse(call, { rows: rows.map((host) => inList(host, call.query, state)), total });
}

const withLabels =
  (change: (own: Row[], named: Row[]) => Row[]): Handler =>
  (call, { hosts, labels }) => {
    const wanted = asTexts(bodyOf(call).labels);
    const found = labels.all().filter(({ name }) => wanted.includes(String(name)));
    if (found.length < wanted.length) return failure(400, "some labels do not exist", "labels");
    if (found.some(({ label_membership_type }) => label_membership_type !== "manual"))
      return failure(400, "some labels are dynamic", "labels");
    hosts.update(call.id, { labels: change(asRows(call.record.labels), found) });
    return DONE;
  };

const isNamed = (others: readonly Row[]) => (row: Row) => others.some(({ id }) => id === row.id);

/** A label with the number of its hosts. */
const counted = (label: Row, state: FleetState): Row => ({
  ...label,
  count: state.hosts.all().filter(({ labels }) => asRows(labels).some(isNamed([label]))).length,
});

const KEY = { key: "made-up-key", updated_at: "2026-10-01T08:00:00Z" };

export const hostHandlers = {
  listLabels: (_call, state) => json({ labels: state.labels.all().map((label) => counted(label, state)) }),
  getLabel: (call, state) => json({ label: counted(call.record, state) }),
  listHosts: (call, state) => page(call, state),
  listLabelHosts: (call, state) => page(call, state, call.id),
  countHosts: (call, state) => json({ count: selected(call, state).length }),
  getHost: (call, state) => json({ host: single(call.record, call.query, state) }),
  /** Of several it is the oldest. */
  getHostByIdentifier(call, state) {
    const { identifier } = call.path;
    const isMeant = ({ hostname, uuid, hardware_serial }: Row) =>
      [hostname, uuid, hardware_serial].includes(identifier);
    const host = state.hosts.all().find(isMeant);
    return host ? json({ host: single(host, call.query, state) }) : failure(404);
  },
  transferHosts: premium((call, { hosts, teams }) => {
    const { team_id, hosts: ids } = bodyOf(call);
    const team = team_id === null ? undefined : teams.get(String(team_id));
    if (team_id !== null && !team) return failure(404);
    for (const id of Array.isArray(ids) ? ids : []) hosts.update(String(id), teamOf(team));
    return DONE;
  }),
  setHostDeviceMapping(call, state) {
    const { email, source = "custom" } = bodyOf(call);
    if (source === "idp" && state.options.license === "free") return failure(402);
    const kind = source === "idp" ? "mdm_idp_accounts" : "custom";
    const others = asRows(call.record.device_mapping).filter((mapping) => mapping.source !== kind);
    const device_mapping = [...others, { email, source: kind }];
    state.hosts.update(call.id, { device_mapping });
    return json({ host_id: call.record.id, device_mapping });
  },
  removeHostIdpMapping: premium((call, { hosts }) => {
    const all = asRows(call.record.device_mapping);
    const others = all.filter(({ source }) => source !== "mdm_idp_accounts");
    if (others.length === all.length) return failure(422, "no IdP username to remove", "host_id");
    hosts.update(call.id, { device_mapping: others });
    return DONE;
  }),
  addHostLabels: withLabels((own, named) => [...own.filter((row) => !isNamed(named)(row)), ...named]),
  removeHostLabels: withLabels((own, named) => own.filter((row) => !isNamed(named)(row))),
  getHostMdm({ record }) {
    const { enrollment_status = null, server_url, name } = rowOf(record.mdm);
    return json(enrollment_status === null ? null : { id: 1, name, enrollment_status, server_url });
  },
  listHostSoftware(call, state) {
    const titles = state.softwareOf(call.record).map(({ id, name, display_name, source, version }) => {
      return { id, name, display_name, source, status: null, installed_versions: [{ version }] };
    });
    return listResponse(call, cutPage(call, titles));
  },
  getHostEncryptionKey: ({ record }) => json({ host_id: record.id, encryption_key: KEY }),
} satisfies Handlers;
