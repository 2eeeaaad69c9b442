import type { System } from "@mdmkit/jumpcloud";
import type { Device, Platform } from "../../../contract/model.ts";
import { fieldsOf, list, text } from "../../../mapping/values.ts";
import type { JumpCloudDevice } from "../api/record.ts";
import { mapJumpCloudUser } from "../users/map-systemuser.ts";
import { platformOf } from "./platform.ts";

export function dnsName({ hostname, domainInfo }: System): Device["dns_name"] {
  const host = text(hostname);
  if (!host || host.includes(".")) return host;
  const domain = domainInfo?.partOfDomain === true && text(domainInfo.domainName);
  return domain ? `${host}.${domain}` : undefined;
}

/** Windows derives the NetBIOS name from the host name: its first label, 15 characters, capitals. */
export function netbiosName({ hostname }: System, platform: Platform): Device["netbios_name"] {
  if (platform !== "windows") return undefined;
  const host = text(hostname);
  if (!host) return host;
  const dot = host.indexOf(".");
  return host.slice(0, dot < 0 ? 15 : Math.min(dot, 15)).toUpperCase();
}

export function customFields(attributes: System["attributes"]): Device["custom_fields"] {
  if (!Array.isArray(attributes)) return undefined;
  const entries: [string, unknown][] = [];
  for (const { name, value } of list(attributes)) if (name && text(name)) entries.push([name, value]);
  return fieldsOf(entries);
}

/** The description of a system is one free text; as a note it has a fixed id. */
export const DESCRIPTION_NOTE = "description";

export function notes(description: System["description"]): Device["notes"] {
  const content = text(description);
  if (content === undefined) return undefined;
  return content === null ? [] : [{ id: DESCRIPTION_NOTE, content }];
}

/** The version without the edition that Windows systems carry in it: `10` of `10 Pro`. */
export function osVersion(system: JumpCloudDevice): Device["os_version"] {
  const { osVersionDetail: detail, appleMdmDevice, googleEmmDevice } = system;
  return (
    text(detail?.version) ??
    versionParts(detail) ??
    text(appleMdmDevice?.osVersion) ??
    text(googleEmmDevice?.deviceInformation?.softwareInfo?.androidVersion) ??
    text(system.version)
  );
}

/**
 * Null only when everything was read that could tell: Google EMM knows more of an Android device than its system, and
 * a list does not ask.
 */
export function told<T>(system: JumpCloudDevice, value: T): T | undefined {
  const isUnread = value === null && system.googleEmmDevice === undefined;
  return isUnread && platformOf(system) === "android" ? undefined : value;
}

function versionParts(detail: System["osVersionDetail"]): string | undefined {
  const parts = [detail?.major, detail?.minor, detail?.patch].map(text).filter(Boolean);
  return parts.length > 0 ? parts.join(".") : undefined;
}

/** The primary user; without the join only the id is known. */
export function ownerOf({ primarySystemUser, primaryUser }: JumpCloudDevice): Device["owner"] {
  const id = text(primarySystemUser?.id);
  if (id == null) return id;
  if (!primaryUser) return { id };
  const { name, emails } = mapJumpCloudUser(primaryUser);
  return { id, name, emails };
}
