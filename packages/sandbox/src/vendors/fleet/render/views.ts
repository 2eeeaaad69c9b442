import { asRows, isRow, type Row, textOf } from "../../../engine/records/values.ts";
import type { FleetState } from "../state.ts";

/** What a list leaves out, whatever is asked for. */
const ONLY_SINGLE = [
  "disk_encryption_enabled",
  "last_mdm_enrolled_at",
  "last_mdm_checked_in_at",
  "maintenance_window",
  "batteries",
  "geolocation",
  "packs",
  "conditional_access_bypassed",
  "mdm_enrollment_hardware_attested",
] as const;

/** Parameters, and what they add. */
const POPULATED = {
  device_mapping: "device_mapping",
  populate_labels: "labels",
  populate_policies: "policies",
  populate_users: "users",
} as const;

/** A host as lists have it: versions of agents are null, and much needs a parameter. */
export function inList(host: Row, query: Readonly<Record<string, unknown>>, state: FleetState): Row {
  const hidden = new Set<string>([...ONLY_SINGLE, "additional"]);
  for (const [parameter, property] of Object.entries(POPULATED))
    if (query[parameter] !== true) hidden.add(property);
  const own = Object.fromEntries(Object.entries(host).filter(([name]) => !hidden.has(name)));
  const { device_status, pending_action, profiles: _, os_settings: _settings, ...mdm } = Object(host.mdm);
  const isPopulated =
    query.populate_software === "true" || query.populate_software === "without_vulnerability_details";
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
export function single(
  host: Row,
  { exclude_software }: Readonly<Record<string, unknown>>,
  state: FleetState,
): Row {
  const { device_mapping, ...own } = host;
  const mappings = asRows(device_mapping);
  const identity = mappings.find(({ source }) => source === "mdm_idp_accounts");
  const email = textOf(identity, "email");
  const person = state.personOf(email);
  const endUser = {
    ...(person && {
      idp_id: `00u${person.index}`,
      idp_full_name: `${person.givenName} ${person.familyName}`,
    }),
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
