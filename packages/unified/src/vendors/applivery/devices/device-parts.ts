import type { AndroidDevice, AppliverySchemas, ManagementMode } from "@mdmkit/applivery";
import {
  type Device,
  type Drift,
  fieldsOf,
  flag,
  hardwareId,
  hardwareText,
  ipAddress,
  list,
  maybeList,
  percent,
  primaryEmail,
  refTo,
  serialNumber,
  tagsNamed,
  text,
} from "@mdmkit/unified/vendor";
import { type AppliveryDeviceRecord, recordOf } from "../api/record.ts";

type Summary = AppliverySchemas["DeviceSummary"];

/** What a device says of itself: the record's summary over the row's. */
export function summaryOf(device: AppliveryDeviceRecord, drift?: Drift) {
  const own = recordOf(device)?.summary;
  const row = device.summary;
  return {
    name: text(own?.name ?? row?.name, drift),
    serialNumber: serialNumber(own?.serialNumber ?? row?.serialNumber, drift),
    manufacturer: hardwareText(own?.manufacturer ?? row?.manufacturer, drift),
    model: modelOf(own?.model ?? row?.model, drift),
    os: text(own?.os ?? row?.os, drift),
    osVersion: text(own?.osVersion ?? row?.osVersion, drift),
    osVersionName: text(own?.osVersionName ?? row?.osVersionName, drift),
    ipAddress: ipAddress(own?.ipAddress ?? row?.ipAddress, drift),
    macAddress: text(own?.macAddress ?? row?.macAddress, drift),
    udid: hardwareId(own?.udid ?? row?.udid, drift),
    imei: text(own?.imei ?? row?.imei, drift),
    isSupervised: flag(own?.supervised ?? row?.supervised, drift),
    isCompliant: flag(own?.compliance?.compliant ?? row?.compliance?.compliant, drift),
    batteryPercent: percentOf(own?.battery ?? row?.battery, drift),
  };
}

/** A work profile is on personal devices and on a company's, so it does not show who owns the device. */
export const IS_CORPORATE_OWNED: Record<ManagementMode, boolean | undefined> = {
  DEVICE_OWNER: true,
  PROFILE_OWNER: undefined,
  MANAGEMENT_MODE_UNSPECIFIED: undefined,
};

export const IS_FULLY_MANAGED: Record<ManagementMode, boolean | undefined> = {
  DEVICE_OWNER: true,
  PROFILE_OWNER: false,
  MANAGEMENT_MODE_UNSPECIFIED: undefined,
};

/** Tags are plain text; the text is their id, too. */
export function tagsOf(tags: AppliveryDeviceRecord["tags"], drift?: Drift): Device["tags"] {
  return tags === undefined ? undefined : tagsNamed(list(tags, drift), drift);
}

export function customFields(
  attributes: AppliveryDeviceRecord["smartAttributes"],
  drift?: Drift,
): Device["custom_fields"] {
  const given = maybeList(attributes, drift);
  if (!given) return undefined;
  const entries: [string, unknown][] = [];
  for (const attribute of given) {
    if (text(attribute.name, drift)) entries.push([attribute.name ?? "", attribute.value]);
  }
  return fieldsOf(entries);
}

export function ownerOf(device: AppliveryDeviceRecord, drift?: Drift): Device["owner"] {
  const user = recordOf(device)?.mdmUser ?? device.mdmUser;
  const id = text(user?.id, drift);
  if (id == null) return id;
  return {
    id,
    name: text(user?.name, drift),
    emails: primaryEmail(text(user?.email, drift)),
  };
}

/** The newer documents spell it `organizationId`. */
export function organizationOf(device: AppliveryDeviceRecord, drift?: Drift): Device["organization"] {
  const { organizationInfo } = device;
  const record = recordOf(device);
  const id =
    text(organizationInfo?.id, drift) ??
    text(device.organization, drift) ??
    text(device.organizationId, drift) ??
    text(record?.organization, drift) ??
    text(record?.organizationId, drift);
  return refTo(id, text(organizationInfo?.name, drift));
}

/** Apple's marketing name comes with and without the maker's. */
export function modelOf(model: Summary["model"], drift?: Drift): string | null | undefined {
  const given = hardwareText(model, drift);
  return text(given?.replace(/^apple /i, ""), drift) ?? given;
}

/** Windows writes its build into the version: `19045.3803` of `10.0.19045.3803`. */
export function windowsBuild(osVersion: string | null | undefined): string | undefined {
  return /^\d+\.\d+\.(\d+(\.\d+)?)$/.exec(osVersion ?? "")?.[1];
}

/** Text with a percent sign on Windows, a number elsewhere; whether a fraction is of 1 or of 100 is not known. */
function percentOf(battery: Summary["battery"], drift?: Drift): number | null | undefined {
  return typeof battery === "number" && battery > 0 && battery <= 1 ? undefined : percent(battery, drift);
}

/** Google's word for it, then its status, which starts with ENCRYPTED where it is. */
export function androidEncryption(
  settings: AndroidDevice["deviceSettings"],
  drift?: Drift,
): boolean | null | undefined {
  const status = text(settings?.encryptionStatus, drift);
  return flag(settings?.isEncrypted, drift) ?? (status?.startsWith("ENCRYPTED") ? true : undefined);
}

/** Only records of Windows and Android have it; elsewhere compliance is only a filter of the list. */
export function complianceStatus(isCompliant: boolean | null | undefined): Device["compliance_status"] {
  if (isCompliant == null) return isCompliant;
  return isCompliant ? "compliant" : "non_compliant";
}
