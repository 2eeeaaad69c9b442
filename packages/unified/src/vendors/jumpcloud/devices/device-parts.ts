import type { System } from "@mdmkit/jumpcloud";
import {
  type Device,
  type Drift,
  fieldsOf,
  flag,
  maybeList,
  type Platform,
  text,
} from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import { mapJumpCloudUser } from "../users/map-systemuser.ts";
import { platformOf } from "./platform.ts";

export function dnsName(system: System, drift?: Drift): Device["dns_name"] {
  const host = text(system.hostname, drift);
  if (!host || host.includes(".")) return host;
  const { domainInfo } = system;
  const domain = flag(domainInfo?.partOfDomain, drift) && text(domainInfo?.domainName, drift);
  return domain ? `${host}.${domain}` : undefined;
}

/** Windows derives the NetBIOS name from the host name: its first label, 15 characters, capitals. */
export function netbiosName({ hostname }: System, platform: Platform, drift?: Drift): Device["netbios_name"] {
  if (platform !== "windows") return undefined;
  const host = text(hostname, drift);
  if (!host) return host;
  const dot = host.indexOf(".");
  return host.slice(0, dot < 0 ? 15 : Math.min(dot, 15)).toUpperCase();
}

export function customFields(attributes: System["attributes"], drift?: Drift): Device["custom_fields"] {
  const given = maybeList(attributes, drift);
  if (!given) return undefined;
  const entries: [string, unknown][] = [];
  for (const attribute of given) {
    if (text(attribute.name, drift)) entries.push([attribute.name ?? "", attribute.value]);
  }
  return fieldsOf(entries);
}

/** The description of a system is one free text; as a note it has a fixed id. */
export const DESCRIPTION_NOTE = "description";

export function notes(description: System["description"], drift?: Drift): Device["notes"] {
  const content = text(description, drift);
  if (content === undefined) return undefined;
  return content === null ? [] : [{ id: DESCRIPTION_NOTE, content }];
}

/** The version without the edition that Windows systems carry in it: `10` of `10 Pro`. */
export function osVersion(system: JumpCloudDeviceRecord, drift?: Drift): Device["os_version"] {
  const { osVersionDetail: detail, appleMdmDevice, googleEmmDevice } = system;
  return (
    text(detail?.version, drift) ??
    versionParts(detail, drift) ??
    text(appleMdmDevice?.osVersion, drift) ??
    text(googleEmmDevice?.deviceInformation?.softwareInfo?.androidVersion, drift) ??
    text(system.version, drift)
  );
}

/**
 * The value, whose null counts only if every source was read: Google EMM has more of an Android device than its system, and
 * a list does not read it.
 */
export function withConfirmedNull<T>(system: JumpCloudDeviceRecord, value: T, drift?: Drift): T | undefined {
  const isUnread = value === null && system.googleEmmDevice === undefined;
  return isUnread && platformOf(system, drift) === "android" ? undefined : value;
}

function versionParts(detail: System["osVersionDetail"], drift?: Drift): string | undefined {
  const parts = [text(detail?.major, drift), text(detail?.minor, drift), text(detail?.patch, drift)].filter(
    Boolean,
  );
  return parts.length > 0 ? parts.join(".") : undefined;
}

/** The primary user; without the join only the id is known. */
export function ownerOf(
  { primarySystemUser, primaryUser }: JumpCloudDeviceRecord,
  drift?: Drift,
): Device["owner"] {
  const id = text(primarySystemUser?.id, drift);
  if (id == null) return id;
  if (!primaryUser) return { id };
  const { name, emails } = mapJumpCloudUser(primaryUser, drift);
  return { id, name, emails };
}
