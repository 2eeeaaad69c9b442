import { type Row, textOf, valueAt } from "../../../engine/records/values.ts";
import { buildings, departments } from "../catalog.ts";

const text = (row: Row, path: string): string => textOf(row, path);
const nameIn = (rows: readonly Row[], id: string): string =>
  String(rows.find((row) => row.id === id)?.name ?? "");

/** A time as the Classic API has it twice: 0 and empty where there is none. */
function timeOf(name: string, at: string): Row {
  const time = at === "" ? undefined : new Date(at);
  return {
    [`${name}_epoch`]: time?.getTime() ?? 0,
    [`${name}_utc`]: time?.toISOString().replace("Z", "+0000") ?? "",
  };
}

/** A computer of `/JSSResource/computers/subset/basic`. Its model is the identifier. */
export function classicComputerBasic(computer: Row): Row {
  return {
    id: Number(computer.id),
    name: text(computer, "general.name"),
    managed: valueAt(computer, "general.remoteManagement.managed") === true,
    username: text(computer, "userAndLocation.username"),
    model: text(computer, "hardware.modelIdentifier"),
    department: nameIn(departments, text(computer, "userAndLocation.departmentId")),
    building: nameIn(buildings, text(computer, "userAndLocation.buildingId")),
    mac_address: text(computer, "hardware.macAddress"),
    udid: text(computer, "udid"),
    serial_number: text(computer, "hardware.serialNumber"),
    ...timeOf("report_date", text(computer, "general.reportDate")),
  };
}

/** A single computer, as far as the document has it. */
export function classicComputer(computer: Row): Row {
  return {
    general: general(computer),
    location: location(computer),
    purchasing: {
      is_purchased: valueAt(computer, "purchasing.purchased") === true,
      is_leased: valueAt(computer, "purchasing.leased") === true,
      po_number: text(computer, "purchasing.poNumber"),
      vendor: text(computer, "purchasing.vendor"),
      applecare_id: text(computer, "purchasing.appleCareId"),
      purchase_price: text(computer, "purchasing.purchasePrice"),
    },
    hardware: hardware(computer),
    security: {
      activation_lock: valueAt(computer, "security.activationLockEnabled") === true,
      firewall_enabled: valueAt(computer, "security.firewallEnabled") === true,
    },
    groups_accounts: { computer_group_memberships: groupsOf(computer) },
  };
}

function general(computer: Row): Row {
  return {
    id: Number(computer.id),
    name: text(computer, "general.name"),
    mac_address: text(computer, "hardware.macAddress"),
    alt_mac_address: text(computer, "hardware.altMacAddress"),
    ip_address: text(computer, "general.lastIpAddress"),
    last_reported_ip: text(computer, "general.lastReportedIpV4"),
    serial_number: text(computer, "hardware.serialNumber"),
    udid: text(computer, "udid"),
    jamf_version: text(computer, "general.jamfBinaryVersion"),
    platform: text(computer, "general.platform"),
    asset_tag: text(computer, "general.assetTag"),
    remote_management: {
      managed: valueAt(computer, "general.remoteManagement.managed") === true,
      management_username: text(computer, "general.remoteManagement.managementUsername"),
    },
    supervised: valueAt(computer, "general.supervised") === true,
    mdm_capable: valueAt(computer, "general.mdmCapable.capable") === true,
    ...timeOf("report_date", text(computer, "general.reportDate")),
    ...timeOf("last_contact_time", text(computer, "general.lastContact")),
    initial_entry_date: text(computer, "general.initialEntryDate"),
    ...timeOf("last_enrolled_date", text(computer, "general.lastEnrolledDate")),
    site: { id: Number(text(computer, "general.site.id") || -1), name: text(computer, "general.site.name") },
  };
}

function location(computer: Row): Row {
  const { realname, phone } = {
    realname: text(computer, "userAndLocation.realname"),
    phone: text(computer, "userAndLocation.phone"),
  };
  return {
    username: text(computer, "userAndLocation.username"),
    realname,
    real_name: realname,
    email_address: text(computer, "userAndLocation.email"),
    position: text(computer, "userAndLocation.position"),
    phone,
    phone_number: phone,
    department: nameIn(departments, text(computer, "userAndLocation.departmentId")),
    building: nameIn(buildings, text(computer, "userAndLocation.buildingId")),
    room: text(computer, "userAndLocation.room"),
  };
}

function hardware(computer: Row): Row {
  return {
    make: text(computer, "hardware.make"),
    model: text(computer, "hardware.model"),
    model_identifier: text(computer, "hardware.modelIdentifier"),
    os_name: text(computer, "operatingSystem.name"),
    os_version: text(computer, "operatingSystem.version"),
    os_build: text(computer, "operatingSystem.build"),
    processor_type: text(computer, "hardware.processorType"),
    is_apple_silicon: valueAt(computer, "hardware.appleSilicon") === true,
    number_processors: valueAt(computer, "hardware.processorCount"),
    number_cores: valueAt(computer, "hardware.coreCount"),
    total_ram_mb: valueAt(computer, "hardware.totalRamMegabytes"),
  };
}

function groupsOf(computer: Row): string[] {
  const groups = valueAt(computer, "groupMemberships");
  return Array.isArray(groups) ? groups.map(({ groupName }) => String(groupName)) : [];
}

/** A mobile device of `/JSSResource/mobiledevices`. */
export function classicMobileDevice(device: Row): Row {
  const name = text(device, "general.displayName");
  const model = text(device, "hardware.model");
  return {
    id: Number(text(device, "mobileDeviceId")),
    name,
    device_name: name,
    udid: text(device, "general.udid"),
    serial_number: text(device, "hardware.serialNumber"),
    phone_number: text(device, "network.phoneNumber"),
    wifi_mac_address: text(device, "hardware.wifiMacAddress"),
    managed: valueAt(device, "general.managed") === true,
    supervised: valueAt(device, "general.supervised") === true,
    model,
    model_identifier: text(device, "hardware.modelIdentifier"),
    model_display: model,
    username: text(device, "userAndLocation.username"),
  };
}
