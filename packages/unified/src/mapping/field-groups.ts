/** Fields that a vendor knows together or not at all. A mapper leaves out the groups of which its vendor knows nothing. */
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
const USER_GROUPS = { nameParts: ["first_name", "last_name"] } as const;
const RECORD_GROUPS = { times: ["created_at", "updated_at"] } as const;

type Groups = typeof DEVICE_GROUPS & typeof USER_GROUPS & typeof RECORD_GROUPS;
export type FieldGroup = keyof Groups;
export type FieldsOf<Group extends FieldGroup> = Groups[Group][number];

/** The fields that mappers may have left out of the records of a resource, by a field that every mapper of it names. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  enrollment_status: [...fieldsIn(RECORD_GROUPS), ...fieldsIn(DEVICE_GROUPS), "is_partial", "gaps"],
  install_state: fieldsIn(RECORD_GROUPS),
  is_active: [...fieldsIn(RECORD_GROUPS), ...fieldsIn(USER_GROUPS), "gaps"],
  member_type: [...fieldsIn(RECORD_GROUPS), "gaps"],
  /** Of members of groups. */
  type: [],
  /** Of organizations. */
  name: [...fieldsIn(RECORD_GROUPS), "gaps"],
};

function fieldsIn(groups: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.values(groups).flat();
}

/** The fields that a mapper may have left out of a unified record. */
export function leftOutOf(record: object): readonly string[] {
  const shown = Object.keys(LEFT_OUT).find((field) => field in record);
  return (shown && LEFT_OUT[shown]) || [];
}

/** Whether a unified record is a device. */
export function isDevice(record: object): boolean {
  return "enrollment_status" in record;
}
