import { InvalidInputError } from "@mdmkit/runtime";
import { type DeviceType, type Drift, text } from "@mdmkit/unified/vendor";
import { notFound } from "./errors.ts";
import { isMobileDevice, type JamfProDeviceRecord } from "./record.ts";

/** Jamf Pro counts the two kinds apart, so that computer 12 and mobile device 12 are two devices. */
export type DeviceKind = "computer" | "mobile";

/** `computer-12`; empty for a record that does not say which it is. */
export function unifiedId(kind: DeviceKind, id: string | undefined, drift?: Drift): string {
  const own = text(id, drift);
  return own ? `${kind}-${own}` : "";
}

const KINDS: Record<DeviceType, DeviceKind | undefined> = {
  desktop: "computer",
  laptop: "computer",
  workstation: "computer",
  server: "computer",
  virtual_machine: "computer",
  mobile: "mobile",
  tablet: "mobile",
  other: undefined,
};

/** Where devices of a form factor are kept; undefined when they may be of either kind. */
export function kindOf(type: DeviceType): DeviceKind | undefined {
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}

/** Joins a bare id and the `type` that says its kind; an id that says the same kind already passes unchanged. */
export function qualifyId(id: string, type: DeviceType | undefined): string {
  const kind = type && kindOf(type);
  const [, own] = /^(computer|mobile)-\d+$/.exec(id) ?? [];
  if (kind && own && own !== kind) {
    const is = own === "computer" ? "a computer" : "a mobile device";
    const problem = `\`type\` is ${type}, but the id is that of ${is}.`;
    throw new InvalidInputError(problem, {
      vendor: "jamf-pro",
      outcome: "not-sent",
      advice: "Check the id, or leave `type` out.",
    });
  }
  if (!/^\d+$/.test(id)) return id;
  if (kind) return unifiedId(kind, id);
  throw new InvalidInputError(
    `A computer and a mobile device can both have this id. Pass \`type\` ("desktop" or "mobile"), or an id such as "computer-${id}".`,
    { vendor: "jamf-pro" },
  );
}

/** The vendor's id and kind of a device or a group; no other text can be the id of one. */
export function parseId(
  unified: string,
  record: "device" | "group" = "device",
): { kind: DeviceKind; id: string } {
  const [, kind, id] = /^(computer|mobile)-(\d+)$/.exec(unified) ?? [];
  if (id !== undefined) return { kind: kind === "mobile" ? "mobile" : "computer", id };
  throw notFound(
    `${record}s.get`,
    `${record} not found. Use an id from a list, such as \`computer-12\` or \`mobile-12\`.`,
  );
}

/** The vendor's own id, for requests about a device that was read. */
export function vendorId(device: JamfProDeviceRecord): string {
  return text(isMobileDevice(device) ? device.mobileDeviceId : device.id) ?? "";
}
