import { isDevice } from "../contract/engine-fields.ts";

/** Fields that a vendor knows together or not at all, and some that few vendors know. A mapper leaves out the groups of which its vendor knows nothing. */
const DEVICE_GROUPS = {
  approval: ["approval_status", "is_user_approved"],
  backups: ["backup_last_failure_at", "backup_total_bytes"],
  cellular: ["meid", "iccids", "phone_number", "carrier"],
  edr: ["edr_installed", "edr_status"],
  maintenance: ["maintenance_status", "maintenance_start_at", "maintenance_end_at", "maintenance_reason"],
  names: ["dns_name", "netbios_name"],
  passcode: ["passcode_present", "passcode_compliant"],
  vulnerabilities: ["critical_vuln_count", "high_vuln_count"],
  warranty: ["warranty_start_at", "warranty_end_at", "warranty_fulfillment_at"],
} as const;
const USER_GROUPS = { nameParts: ["first_name", "last_name"], avatar: ["avatar"] } as const;
/** Fields of which each is a group of its own. */
const APP_FIELDS = [
  "installed_at",
  "install_path",
  "is_managed",
  "is_system_app",
  "size_bytes",
  "tags",
] as const;
const GROUP_FIELDS = ["evaluated_at", "is_builtin", "member_count"] as const;
const GROUP_GROUPS = { place: ["parent", "organization"], scope: ["device_type", "platform"] } as const;
const RECORD_GROUPS = { times: ["created_at", "updated_at"] } as const;

type Alone<Fields extends readonly string[]> = { readonly [Name in Fields[number]]: readonly [Name] };
type Groups = typeof DEVICE_GROUPS &
  typeof USER_GROUPS &
  Alone<typeof APP_FIELDS> &
  Alone<typeof GROUP_FIELDS> &
  typeof GROUP_GROUPS &
  typeof RECORD_GROUPS;
export type FieldGroup = keyof Groups;
export type FieldsOf<Group extends FieldGroup> = Groups[Group][number];

/** The fields that a mapper may have left out of a unified record. The resource shows by a field that every mapper of it names. */
export function leftOutOf(record: object): readonly string[] {
  const times = fieldsIn(RECORD_GROUPS);
  if (isDevice(record)) return [...times, ...fieldsIn(DEVICE_GROUPS), "is_partial", "gaps"];
  if ("install_state" in record) return [...times, ...APP_FIELDS];
  if ("is_active" in record) return [...times, ...fieldsIn(USER_GROUPS), "gaps"];
  if ("member_type" in record) return [...times, ...GROUP_FIELDS, ...fieldsIn(GROUP_GROUPS), "gaps"];
  return "type" in record ? [] : [...times, "gaps"];
}

function fieldsIn(groups: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.values(groups).flat();
}
