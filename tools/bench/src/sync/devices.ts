type Device = { readonly id: string } & Readonly<Record<string, unknown>>;

/**
 * A device of 1.4 kB as JSON. `version` changes its stable part. What devices have in common is one object, so that making a device
 * takes a fraction of what storing it does.
 */
export function device(index: number, version = 0): Device {
  const serial = `C02${String(index).padStart(9, "0")}`;
  return {
    id: `5f0000000000000000${String(index).padStart(6, "0")}`,
    name: `Front desk ${index}`,
    hostname: `mac-${index}.example.com`,
    serial_number: serial,
    udid: `5E4E453E-72DE-5928-9489-${serial}`,
    type: "laptop",
    platform: "macos",
    manufacturer: "Apple",
    model: "Apple MacBook Pro (14-inch, 2023)",
    os_name: "macOS Sequoia",
    os_version: `15.6.${version}`,
    os_build: "24G90",
    owner: { id: `user-${index}`, name: "Robin Vale", emails: EMAILS },
    organization: ORGANIZATION,
    policy: POLICY,
    tags: TAGS,
    custom_fields: { floor: index % 5, "asset tag": `IT-${index}`, department: "Reception", room: "A 101" },
    mac_addresses: MAC_ADDRESSES,
    ip_addresses: IP_ADDRESSES,
    mdm_enabled: true,
    is_supervised: true,
    enrollment_status: "enrolled",
    enrollment_type: "automated",
    disk_encryption: true,
    firewall_enabled: true,
    compliance_status: "compliant",
    storage_total_bytes: 494384795648,
    storage_available_bytes: 211384795648,
    battery_percent: 77,
    memory_bytes: 17179869184,
    first_enrolled_at: "2026-01-02T03:04:05.000Z",
    last_activity_at: "2026-10-31T08:00:00.000Z",
    created_at: "2026-01-02T03:04:00.000Z",
    updated_at: "2026-10-31T08:00:01.000Z",
  };
}

const EMAILS = [{ email: "robin.vale.000001@example.com", is_primary: true }];
const ORGANIZATION = { id: "5f0000000000000000000000", name: "Example" };
const POLICY = { id: "64b0000000000000000000c1", name: "Macs of the front desk" };
const TAGS = Array.from({ length: 4 }, (_, tag) => ({
  id: `64b00000000000000000${tag}`,
  name: `floor-${tag}`,
}));
const MAC_ADDRESSES = ["02:00:5E:00:53:AF", "02:00:5E:00:53:B0"];
const IP_ADDRESSES = ["10.20.3.4"];
