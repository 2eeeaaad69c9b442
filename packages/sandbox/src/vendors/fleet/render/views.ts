import { asRows, isRow, type Row, textOf } from "../../../engine/records/values.ts";
import type { FleetState } from "../state.ts";

type Query = Readonly<Record<string, unknown>>;

/** What a list leaves out, whatever is asked for. */
const ONLY_SINGLE = [
  "disk_encryption_enabled",
  "last_mdm_enrolled_at",
  "last_mdm_checked_in_at",
  "maintenance_window",
  "batteries",
  "additional",
];

/** A host as lists have it: versions of agents are null, and much needs a parameter. */
export function inList(host: Row, query: Query, state: FleetState): Row {
  const hidden = new Set(ONLY_SINGLE);
  if (query.device_mapping !== true) hidden.add("device_mapping");
  for (const name of ["labels", "policies", "users"])
    if (query[`populate_${name}`] !== true) hidden.add(name);
  const own = Object.fromEntries(Object.entries(host).filter(([name]) => !hidden.has(name)));
  const { device_status, pending_action, ...mdm } = Object(host.mdm);
  const isPopulated = ["true", "without_vulnerability_details"].includes(String(query.populate_software));
  return {
    ...own,
    orbit_version: null,
    fleet_desktop_version: null,
    scripts_enabled: null,
    software: isPopulated ? state.softwareOf(host) : null,
    mdm: query.include_device_status === true ? { ...mdm, device_status, pending_action } : mdm,
    ...(query.additional_info_filters === "*" && isRow(host.additional) && { additional: host.additional }),
  };
}

/** A host as a single read has it: people instead of mappings. */
export function single(host: Row, { exclude_software }: Query, state: FleetState): Row {
  const { device_mapping, ...own } = host;
  const mappings = asRows(device_mapping);
  const identity = mappings.find(({ source }) => source === "mdm_idp_accounts");
  const email = textOf(identity, "email");
  const person = state.fleet.personOf(email);
  const endUser = {
    ...(person && { idp_full_name: `${person.givenName} ${person.familyName}` }),
    idp_username: email,
    idp_info_updated_at: person ? "2026-10-01T08:00:00Z" : null,
    other_emails: mappings.filter((mapping) => mapping !== identity),
  };
  return {
    ...own,
    end_users: mappings.length > 0 ? [endUser] : [],
    ...(exclude_software === true ? {} : { software: state.softwareOf(host) }),
  };
}
