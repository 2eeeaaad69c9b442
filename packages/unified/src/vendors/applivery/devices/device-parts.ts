import type { AndroidDevice, AppliverySchemas, ManagementMode } from "@mdmkit/applivery";
import type { Device } from "../../../contract/model.ts";
import { fieldsOf, flag, list, percent, text, unique } from "../../../mapping/values.ts";
import { type AppliveryDevice, recordOf } from "../api/record.ts";

type Summary = AppliverySchemas["DeviceSummary"];

/** The record's summary over the row's. */
export function summaryOf(device: AppliveryDevice): Summary {
  return { ...device.summary, ...recordOf(device)?.summary };
}

/** A work profile is on personal devices and on a company's, so it does not tell who owns the device. */
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
export function tagsOf(tags: AppliveryDevice["tags"]): Device["tags"] {
  return tags === undefined ? undefined : unique(list(tags)).map((tag) => ({ id: tag, name: tag }));
}

export function customFields(attributes: AppliveryDevice["smartAttributes"]): Device["custom_fields"] {
  if (!Array.isArray(attributes)) return undefined;
  const entries: [string, unknown][] = [];
  for (const { name, value } of list(attributes)) if (name && text(name)) entries.push([name, value]);
  return fieldsOf(entries);
}

export function ownerOf(device: AppliveryDevice): Device["owner"] {
  const user = recordOf(device)?.mdmUser ?? device.mdmUser;
  const id = text(user?.id);
  if (id == null) return id;
  const email = text(user?.email);
  return {
    id,
    name: text(user?.name),
    emails: email ? [{ email, type: "primary", is_primary: true }] : undefined,
  };
}

/** The newer documents spell it `organizationId`. */
export function organizationOf(device: AppliveryDevice): Device["organization"] {
  const { organizationInfo } = device;
  const record = recordOf(device);
  const id =
    text(organizationInfo?.id) ??
    text(device.organization) ??
    text(device.organizationId) ??
    text(record?.organization) ??
    text(record?.organizationId);
  return id == null ? id : { id, name: text(organizationInfo?.name) };
}

/** Apple's marketing name comes with and without the maker's. */
export function modelOf({ model }: Summary): string | null | undefined {
  return text(text(model)?.replace(/^apple /i, "")) ?? text(model);
}

/** Windows writes its build into the version: `19045.3803` of `10.0.19045.3803`. */
export function windowsBuild({ osVersion }: Summary): string | undefined {
  return /^\d+\.\d+\.(\d+(\.\d+)?)$/.exec(text(osVersion) ?? "")?.[1];
}

/** Text with a percent sign on Windows, a number elsewhere; whether a fraction is of 1 or of 100 is not known. */
export function batteryPercent(battery: Summary["battery"]): number | null | undefined {
  if (typeof battery === "string") return percent(battery.replace(/\s*%\s*$/, ""));
  return typeof battery === "number" && battery > 0 && battery <= 1 ? undefined : percent(battery);
}

export function imeisOf({ imei }: Summary): string[] | null | undefined {
  const given = text(imei);
  return given == null ? given : unique([given.replace(/\D/g, "")]);
}

/** Google's word for it, then its status, which starts with ENCRYPTED where it is. */
export function androidEncryption(settings: AndroidDevice["deviceSettings"]): boolean | null | undefined {
  const status = text(settings?.encryptionStatus);
  return flag(settings?.isEncrypted) ?? (status?.startsWith("ENCRYPTED") ? true : undefined);
}

/** In a record only Windows and Android tell; elsewhere compliance is no more than a filter of the list. */
export function complianceStatus(device: AppliveryDevice): Device["compliance_status"] {
  const isCompliant = flag(summaryOf(device).compliance?.compliant) ?? flag(device.android?.policyCompliant);
  if (isCompliant == null) return isCompliant;
  return isCompliant ? "compliant" : "non_compliant";
}
