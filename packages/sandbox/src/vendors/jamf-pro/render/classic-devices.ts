import { asRows, type Row, rowOf, textOf } from "../../../engine/records/values.ts";
import { buildings, departments } from "../catalog.ts";

const snakeCased = new Map<string, string>();

function snakeCase(name: string): string {
  const known = snakeCased.get(name) ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakeCased.set(name, known);
  return known;
}

/** The properties of a section under the names of the Classic API, which leaves out what is null. */
export function classicNames(section: unknown): Row {
  const known = Object.entries(rowOf(section)).filter(([, value]) => value !== null);
  return Object.fromEntries(known.map(([name, value]) => [snakeCase(name), value]));
}

/** What the sections of a device have, under one name each. The operations declare which of it they show. */
export function classicDevice({ general, hardware, network, userAndLocation, ...device }: Row): Row {
  const named = { ...classicNames(userAndLocation), ...classicNames(network), ...classicNames(hardware) };
  const { display_name, ...own }: Row = { ...named, ...classicNames(general) };
  return {
    ...classicNames({ udid: device.udid }),
    name: display_name,
    ...own,
    id: Number(device.id ?? device.mobileDeviceId),
    device_name: display_name,
    model_display: own.model,
  };
}

/** A time as the Classic API has it twice: 0 and empty where there is none. */
function timeOf(name: string, at: unknown): Row {
  const time = typeof at === "string" ? new Date(at) : undefined;
  return {
    [`${name}_epoch`]: time?.getTime() ?? 0,
    [`${name}_utc`]: time?.toISOString().replace("Z", "+0000") ?? "",
  };
}

/** The names of department and building, of which a device has the ids. */
function placeOf(computer: Row): Row {
  const nameIn = (rows: readonly Row[], id: string) => rows.find((row) => row.id === id)?.name ?? "";
  return {
    department: nameIn(departments, textOf(computer, "userAndLocation.departmentId")),
    building: nameIn(buildings, textOf(computer, "userAndLocation.buildingId")),
  };
}

/** A computer of `/JSSResource/computers/subset/basic`. Its model is the identifier. */
export function classicComputerBasic(computer: Row): Row {
  const own = classicDevice(computer);
  return {
    ...own,
    ...placeOf(computer),
    ...classicNames(own.remote_management),
    model: own.model_identifier,
    ...timeOf("report_date", own.report_date),
  };
}

/** A single computer, as far as the document has it. */
export function classicComputer(computer: Row): Row {
  const own = classicDevice(computer);
  const { name, version, build } = rowOf(computer.operatingSystem);
  const { activationLockEnabled, firewallEnabled } = rowOf(computer.security);
  const { purchased, leased, appleCareId, ...purchasing } = rowOf(computer.purchasing);
  return {
    general: {
      ...own,
      ip_address: own.last_ip_address,
      last_reported_ip: textOf(computer, "general.lastReportedIpV4"),
      jamf_version: own.jamf_binary_version,
      remote_management: classicNames(own.remote_management),
      mdm_capable: rowOf(own.mdm_capable).capable ?? false,
      ...timeOf("report_date", own.report_date),
      ...timeOf("last_contact_time", own.last_contact),
      ...timeOf("last_enrolled_date", own.last_enrolled_date),
      site: { ...classicNames(own.site), id: Number(textOf(computer, "general.site.id") || -1) },
    },
    location: {
      ...own,
      ...placeOf(computer),
      real_name: own.realname,
      email_address: own.email,
      phone_number: own.phone,
    },
    purchasing: classicNames({
      ...purchasing,
      isPurchased: purchased,
      isLeased: leased,
      applecareId: appleCareId,
    }),
    hardware: {
      ...own,
      ...classicNames({ osName: name, osVersion: version, osBuild: build }),
      is_apple_silicon: own.apple_silicon,
      number_processors: 1,
      number_cores: own.core_count,
      total_ram_mb: own.total_ram_megabytes,
    },
    security: classicNames({ activationLock: activationLockEnabled, firewallEnabled }),
    groups_accounts: {
      computer_group_memberships: asRows(computer.groupMemberships).map(({ groupName }) => groupName),
    },
  };
}
