import type { AppleMdmDevice, System } from "@mdmkit/jumpcloud";
import type { Device, EnrollmentType } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { macAddresses, routableAddresses } from "../../../mapping/network.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { serialNumber } from "../../../mapping/serial-number.ts";
import { count, first, flag, list, lookup, not, percent, text, unique } from "../../../mapping/values.ts";
import { namedRef, organizationOf } from "../api/named-refs.ts";
import type { JumpCloudDevice } from "../api/record.ts";
import { customFields, dnsName, netbiosName, notes, osVersion, ownerOf, told } from "./device-parts.ts";
import { formFactorOf } from "./form-factor.ts";
import { isApple, platformOf } from "./platform.ts";
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
export function mapJumpCloudSystem(system: JumpCloudDevice): Complete<Device> {
  const { insights = {}, mdm, osVersionDetail, appleMdmDevice, googleEmmDevice } = system;
  const apple: AppleMdmDevice = appleMdmDevice ?? {};
  const android = googleEmmDevice?.deviceInformation ?? {};
  const info = insights.system_info?.[0];
  const chassis = insights.chassis_info?.[0];
  const platform = platformOf(system);
  const model = first(
    text(info?.hardware_model),
    text(apple.deviceInformation?.modelName),
    text(android.hardwareInfo?.model),
    text(chassis?.model),
  );
  return {
    id: text(system._id) ?? text(system.id) ?? "",
    name: first(text(system.displayName), text(system.hostname)),
    hostname: text(system.hostname),
    dns_name: dnsName(system),
    netbios_name: netbiosName(system, platform),
    serial_number: told(
      system,
      first(
        serialNumber(system.serialNumber),
        serialNumber(apple.serialNumber),
        serialNumber(android.hardwareInfo?.serialNumber),
        serialNumber(info?.hardware_serial),
      ),
    ),
    asset_tag: serialNumber(chassis?.smbios_tag),
    type: formFactorOf(system, platform, model ?? ""),
    platform,
    manufacturer: told(
      system,
      first(
        text(system.hwVendor),
        text(info?.hardware_vendor),
        text(android.hardwareInfo?.manufacturer),
        isApple(platform) ? "Apple" : undefined,
      ),
    ),
    model: told(system, model),
    is_corporate_owned: isCorporateOwned(system),
    custom_fields: customFields(system.attributes),
    tags: system.systemGroups?.map(namedRef),
    notes: notes(system.description),

    os_name: first(text(osVersionDetail?.osName), text(system.os)),
    os_version: told(system, osVersion(system)),
    os_build: told(
      system,
      first(
        text(insights.os_version?.[0]?.build),
        text(apple.deviceInformation?.osBuildVersion),
        text(osVersionDetail?.revision),
        text(android.softwareInfo?.androidBuildNumber),
      ),
    ),
    os_version_extra: told(
      system,
      first(
        text(apple.deviceInformation?.osExtraVersion),
        text(osVersionDetail?.releaseName),
        text(android.softwareInfo?.securityPatchLevel),
      ),
    ),
    patch_status: patchStatus(android),

    owner: ownerOf(system),
    organization: organizationOf(system),
    policy: system.policies?.map(namedRef)[0] ?? (system.policies && null),

    ip_addresses: Array.isArray(system.networkInterfaces)
      ? routableAddresses(
          list(system.networkInterfaces).map((entry) => (entry.internal ? null : entry.address)),
        )
      : undefined,
    mac_addresses:
      insights.interface_details || appleMdmDevice || googleEmmDevice
        ? macAddresses([
            ...list(insights.interface_details).map(({ mac }) => mac),
            apple.deviceInformation?.wifiMac,
            android.networkInfo?.wifiMacAddress,
          ])
        : undefined,
    public_ip: text(system.remoteIP),

    mdm_enabled: apple.enrolled === true ? true : lookup(MDM_ENABLED, mdm?.vendor, undefined),
    agent_installed: typeof system.agentVersion === "string" ? system.agentVersion !== "" : undefined,
    agent_version: text(system.agentVersion),
    approval_status: undefined, // JumpCloud does not hold devices back for approval
    enrollment_status: "enrolled", // a system exists from enrollment until it is deleted
    is_offline: not(flag(system.active)),
    first_enrolled_at: told(
      system,
      first(toRfc3339(android.emmEnrollmentInfo?.enrollmentTime), toRfc3339(system.created)),
    ),
    last_enrolled_at: first(toRfc3339(apple.createdAt), toRfc3339(android.emmEnrollmentInfo?.enrollmentTime)),
    last_activity_at: told(
      system,
      first(toRfc3339(system.lastContact), toRfc3339(android.deviceStateInfo?.lastStatusReportTime)),
    ),
    created_at: toRfc3339(system.created),
    updated_at: undefined,

    disk_encryption: diskEncryption(system),
    firewall_enabled: firewallEnabled(insights),
    edr_installed: undefined, // the Windows security center lists antivirus products, which are no proof of EDR
    edr_status: undefined,
    critical_vuln_count: undefined,
    high_vuln_count: undefined,
    last_scan_at: undefined,

    maintenance_status: undefined,
    maintenance_start_at: undefined,
    maintenance_end_at: undefined,
    maintenance_reason: undefined,
    backup_last_success_at: undefined,
    backup_last_failure_at: undefined,
    backup_total_bytes: undefined,
    warranty_start_at: undefined,
    warranty_end_at: undefined,
    warranty_fulfillment_at: undefined,

    remote_data: undefined, // attached by the engine

    udid: text(apple.udid),
    hardware_uuid: text(info?.uuid),
    imeis: appleMdmDevice || googleEmmDevice ? imeisOf(apple, android.networkInfo?.imei) : undefined,
    meid: text(android.networkInfo?.meid),
    iccids: appleMdmDevice
      ? unique([apple.deviceInformation?.iccid, apple.deviceInformation?.secondIccid])
      : undefined,
    management_id: first(text(apple.id), text(googleEmmDevice?.deviceId)),
    enrollment_type: lookup(ENROLLMENT_TYPE, mdm?.enrollmentType, "unknown"),
    is_supervised: flag(apple.deviceInformation?.isSupervised),
    is_user_approved: first(flag(mdm?.userApproved), flag(apple.securityInfo?.userApprovedEnrollment)),
    compliance_status: undefined,
    lost_mode: undefined, // `mdm.lostModeStatus` is text whose values are documented nowhere
    activation_lock_enabled: undefined,
    passcode_present: first(
      flag(apple.securityInfo?.passcodePresent),
      flag(android.deviceStateInfo?.deviceSettings?.isDeviceSecure),
    ),
    passcode_compliant: flag(apple.securityInfo?.passcodeCompliant),
    is_jailbroken: undefined,
    cpu_name: text(info?.cpu_brand),
    cpu_cores: count(info?.cpu_physical_cores) || undefined,
    memory_bytes: first(count(info?.physical_memory), count(android.memoryInfo?.totalRam)),
    storage_total_bytes: storageTotal(system),
    storage_available_bytes: storageAvailable(system),
    battery_percent: percent(insights.battery?.[0]?.percent_remaining),
    phone_number: text(android.networkInfo?.telephonyInfo?.[0]?.phoneNumber),
    carrier: first(
      text(apple.deviceInformation?.subscriberCarrierNetwork),
      text(android.networkInfo?.telephonyInfo?.[0]?.carrierName),
    ),
    is_partial: undefined, // set by the engine
  };
}

function imeisOf(apple: AppleMdmDevice, androidImei: string | undefined): string[] {
  const { imei, secondImei } = apple.deviceInformation ?? {};
  return unique([imei, secondImei, androidImei].map((value) => text(value)?.replace(/\D/g, "")));
}
