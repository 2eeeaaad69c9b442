import type { MobileDevice } from "@mdmkit/jamf-pro";
import {
  appleModel,
  type DeviceType,
  type Drift,
  isRecord,
  lookup,
  type Platform,
  text,
} from "@mdmkit/unified/vendor";

type Family = { osName: string | undefined; platform: Platform; type: DeviceType | undefined };

/** iPads report iOS too; their model distinguishes them. */
const FAMILY: Record<MobileDevice["deviceType"], Family> = {
  iOS: { osName: "iOS", platform: "ios", type: "mobile" },
  tvOS: { osName: "tvOS", platform: "unknown", type: "other" },
  watchOS: { osName: "watchOS", platform: "unknown", type: "other" },
  visionOS: { osName: "visionOS", platform: "unknown", type: "other" },
};

type Named = { model?: string | null; modelIdentifier?: string | null };

/** What kind of mobile device it is; undefined for a word the document does not know. */
export function familyOf(
  device: {
    deviceType?: MobileDevice["deviceType"];
    hardware?: Named | null;
  },
  drift?: Drift,
): Family | null | undefined {
  const family = lookup(FAMILY, spelled(device.deviceType, drift), undefined, drift);
  const hardware: Named = isRecord(device.hardware) ? device.hardware : {};
  const model = appleModel([text(hardware.model, drift), text(hardware.modelIdentifier, drift)]);
  return family === FAMILY.iOS ? (model ?? family) : family;
}

/** Responses differ in case: one has `ios`. */
function spelled(
  type: MobileDevice["deviceType"] | undefined,
  drift?: Drift,
): MobileDevice["deviceType"] | undefined {
  const wanted = text(type, drift)?.toLowerCase();
  return (
    (["iOS", "tvOS", "watchOS", "visionOS"] as const).find((name) => name.toLowerCase() === wanted) ?? type
  );
}
