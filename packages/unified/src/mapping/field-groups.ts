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

type FieldTable = Readonly<Record<string, readonly string[]>>;

/** The fields that a mapper may have left out of a unified record. The fields that show the resource are in no group. */
export function groupedFields(record: object): string[] {
  const tables: (FieldTable | false)[] = [
    RECORD_GROUPS,
    "serial_number" in record && DEVICE_GROUPS,
    "emails" in record && USER_GROUPS,
  ];
  return tables.flatMap((table) => (table ? Object.values(table).flat() : []));
}
