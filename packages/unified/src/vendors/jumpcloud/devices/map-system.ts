import type { AppleMdmDevice, System } from "@mdmkit/jumpcloud";
import {
  appleModel,
  type Complete,
  count,
  type Device,
  type Drift,
  type EnrollmentType,
  earliest,
  first,
  flag,
  hardwareId,
  hardwareText,
  iccids,
  imeis,
  ipAddress,
  ipAddresses,
  isApple,
  latest,
  list,
  lookup,
  macAddresses,
  maybeList,
  not,
  percent,
  publicIpAddress,
  serialNumber,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { namedRef, organizationOf } from "../api/named-refs.ts";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import {
  customFields,
  dnsName,
  netbiosName,
  notes,
  osVersion,
  ownerOf,
  withConfirmedNull,
} from "./device-parts.ts";
import { formFactorOf } from "./form-factor.ts";
import { platformOf } from "./platform.ts";
import {
  diskEncryption,
  firewallEnabled,
  isCorporateOwned,
  patchStatus,
  storageAvailable,
  storageTotal,
} from "./posture.ts";

type MdmVendor = NonNullable<NonNullable<System["mdm"]>["vendor"]>;
type JumpCloudEnrollmentType = NonNullable<NonNullable<System["mdm"]>["enrollmentType"]>;

/** `internal` is JumpCloud's own MDM, `external` somebody else's. */
const MDM_ENABLED: Record<MdmVendor, boolean | undefined> = {
  internal: true,
  external: true,
  none: false,
  unknown: undefined,
};

const ENROLLMENT_TYPE: Record<JumpCloudEnrollmentType, EnrollmentType> = {
  "automated device": "automated",
  device: "device",
  user: "user",
  unknown: "unknown",
};

/** A system is a computer or phone of any platform; Apple MDM, Google EMM and System Insights know more of it. */
export function mapJumpCloudSystem(
  system: JumpCloudDeviceRecord,
  drift?: Drift,
): Complete<Device, "backups" | "maintenance" | "vulnerabilities" | "warranty"> {
  const { insights = {}, mdm, osVersionDetail, appleMdmDevice, googleEmmDevice } = system;
  const apple: AppleMdmDevice = appleMdmDevice ?? {};
  const android = googleEmmDevice?.deviceInformation ?? {};
  const info = insights.system_info?.[0];
  const chassis = insights.chassis_info?.[0];
  const family = platformOf(system, drift);
  const hwVendor = hardwareText(system.hwVendor, drift);
  const hardwareVendor = hardwareText(info?.hardware_vendor, drift);
  const hardwareModel = hardwareText(info?.hardware_model, drift);
  const appleName = hardwareText(apple.deviceInformation?.modelName, drift);
  const chassisModel = hardwareText(chassis?.model, drift);
  const knownModel = appleModel([hwVendor, hardwareVendor, hardwareModel, appleName, chassisModel]);
  // That of a watch, too. Insights are those of computers.
  const platform = family === "ios" ? (appleModel([hwVendor, appleName])?.platform ?? family) : family;
  const model = first(
    hardwareModel,
    appleName,
    hardwareText(android.hardwareInfo?.model, drift),
    chassisModel,
  );
  const createdAt = toRfc3339(system.created, drift); // by the agent's installation or an MDM's enrollment
  const androidEnrolledAt = toRfc3339(android.emmEnrollmentInfo?.enrollmentTime, drift);
  const mdmEnrolledAt = latest(toRfc3339(apple.createdAt, drift), androidEnrolledAt);
  const lastEnrolledAt = mdmEnrolledAt && latest(mdmEnrolledAt, createdAt);
  const contactedAt = latest(
    toRfc3339(system.lastContact, drift),
    toRfc3339(android.deviceStateInfo?.lastStatusReportTime, drift),
    toRfc3339(android.deviceStateInfo?.lastPolicySyncTime, drift),
  );
  return {
    id: text(system._id, drift) ?? text(system.id, drift) ?? "",
    name: first(text(system.displayName, drift), text(system.hostname, drift)),
    hostname: text(system.hostname, drift),
    dns_name: dnsName(system, drift),
    netbios_name: netbiosName(system, family, drift),
    serial_number: withConfirmedNull(
      system,
      first(
        serialNumber(system.serialNumber, drift),
        serialNumber(apple.serialNumber, drift),
        serialNumber(android.hardwareInfo?.serialNumber, drift),
        serialNumber(info?.hardware_serial, drift),
      ),
      drift,
    ),
    asset_tag: serialNumber(chassis?.smbios_tag, drift),
    type: formFactorOf(system, platform, knownModel, drift),
    platform,
    manufacturer: withConfirmedNull(
      system,
      first(
        hwVendor,
        hardwareVendor,
        hardwareText(android.hardwareInfo?.manufacturer, drift),
        isApple(family) ? "Apple" : undefined,
      ),
      drift,
    ),
    model: withConfirmedNull(system, model, drift),
    is_corporate_owned: isCorporateOwned(system, drift),
    custom_fields: customFields(system.attributes, drift),
    tags: maybeList(system.systemGroups, drift)?.map((group) => namedRef(group, drift)),
    notes: notes(system.description, drift),

    os_name: first(text(osVersionDetail?.osName, drift), text(system.os, drift)),
    os_version: withConfirmedNull(system, osVersion(system, drift), drift),
    os_build: withConfirmedNull(
      system,
      first(
        text(insights.os_version?.[0]?.build, drift),
        text(apple.deviceInformation?.osBuildVersion, drift),
        text(osVersionDetail?.revision, drift),
        text(android.softwareInfo?.androidBuildNumber, drift),
      ),
      drift,
    ),
    os_version_extra: withConfirmedNull(
      system,
      first(
        text(apple.deviceInformation?.osExtraVersion, drift),
        text(osVersionDetail?.releaseName, drift),
        text(android.softwareInfo?.securityPatchLevel, drift),
      ),
      drift,
    ),
    patch_status: patchStatus(android, drift),

    owner: ownerOf(system, drift),
    organization: organizationOf(system, drift),
    policy: policyOf(system, drift),

    ip_addresses: addressesOf(system, drift),
    mac_addresses: macAddresses([
      ...list(insights.interface_details, drift).map(({ mac }) => text(mac, drift)),
      text(apple.deviceInformation?.wifiMac, drift),
      text(android.networkInfo?.wifiMacAddress, drift),
    ]),
    public_ip: publicIpAddress(system.remoteIP, drift),

    mdm_enabled:
      flag(apple.enrolled, drift) === true ? true : lookup(MDM_ENABLED, mdm?.vendor, undefined, drift),
    agent_installed: text(system.agentVersion, drift) ? true : undefined,
    agent_version: text(system.agentVersion, drift),
    approval_status: undefined, // JumpCloud does not hold devices back for approval
    enrollment_status: "enrolled", // a system exists from enrollment until it is deleted
    is_offline: not(flag(system.active, drift)),
    first_enrolled_at: withConfirmedNull(system, earliest(createdAt, androidEnrolledAt), drift), // Apple's MDM may know it from an earlier system
    last_enrolled_at: lastEnrolledAt,
    last_activity_at: withConfirmedNull(
      system,
      contactedAt && latest(contactedAt, mdmEnrolledAt, createdAt),
      drift,
    ),
    created_at: createdAt,
    updated_at: undefined,

    disk_encryption: diskEncryption(system, platform, drift),
    firewall_enabled: firewallEnabled(insights, drift),
    edr_installed: undefined, // the Windows security center lists antivirus products, which are no proof of EDR
    edr_status: undefined,
    last_scan_at: undefined,

    backup_last_success_at: undefined,

    udid: hardwareId(apple.udid, drift),
    hardware_uuid: hardwareId(info?.uuid, drift),
    imeis: imeis([
      text(apple.deviceInformation?.imei, drift),
      text(apple.deviceInformation?.secondImei, drift),
      text(android.networkInfo?.imei, drift),
    ]),
    meid: text(android.networkInfo?.meid, drift),
    iccids: iccids([
      text(apple.deviceInformation?.iccid, drift),
      text(apple.deviceInformation?.secondIccid, drift),
    ]),
    management_id: first(text(apple.id, drift), text(googleEmmDevice?.deviceId, drift)),
    enrollment_type: lookup(ENROLLMENT_TYPE, mdm?.enrollmentType, "unknown", drift),
    is_supervised: flag(apple.deviceInformation?.isSupervised, drift),
    is_user_approved: first(
      flag(mdm?.userApproved, drift),
      flag(apple.securityInfo?.userApprovedEnrollment, drift),
    ),
    compliance_status: undefined,
    lost_mode: undefined, // `mdm.lostModeStatus` is text whose values are documented nowhere
    activation_lock_enabled: undefined,
    passcode_present: first(
      flag(apple.securityInfo?.passcodePresent, drift),
      flag(android.deviceStateInfo?.deviceSettings?.isDeviceSecure, drift),
    ),
    passcode_compliant: flag(apple.securityInfo?.passcodeCompliant, drift),
    is_jailbroken: undefined,
    cpu_name: hardwareText(info?.cpu_brand, drift),
    cpu_cores: count(info?.cpu_physical_cores, drift),
    memory_bytes: first(count(info?.physical_memory, drift), count(android.memoryInfo?.totalRam, drift)),
    storage_total_bytes: storageTotal(system, drift),
    storage_available_bytes: storageAvailable(system, drift),
    battery_percent: percent(insights.battery?.[0]?.percent_remaining, drift),
    phone_number: text(android.networkInfo?.telephonyInfo?.[0]?.phoneNumber, drift),
    carrier: first(
      text(apple.deviceInformation?.subscriberCarrierNetwork, drift),
      text(android.networkInfo?.telephonyInfo?.[0]?.carrierName, drift),
    ),
  };
}

/** The first of the policies; null where there is none. */
function policyOf(system: JumpCloudDeviceRecord, drift?: Drift): Device["policy"] {
  const policies = maybeList(system.policies, drift);
  return policies && (policies[0] ? namedRef(policies[0], drift) : null);
}

/** A system with internal interfaces alone has reported that it has no address. */
function addressesOf({ networkInterfaces }: System, drift?: Drift): Device["ip_addresses"] {
  const interfaces = maybeList(networkInterfaces, drift);
  const addresses = interfaces?.map((entry) =>
    flag(entry.internal, drift) ? null : ipAddress(entry.address, drift),
  );
  return addresses && (ipAddresses(addresses) ?? (addresses.includes(null) ? [] : undefined));
}
