import type { DevicePlatform } from "@mdmkit/iru";
import { appleModel, type DeviceType, type Drift, lookup, type Platform, text } from "@mdmkit/unified/vendor";
import type { IruDeviceRecord } from "../api/record.ts";

type Kind = {
  readonly platform: Platform;
  readonly osName: string | undefined;
  readonly maker: string | undefined;
  /** Where the model does not show more. */
  readonly form: DeviceType;
};

const KINDS: Record<DevicePlatform, Kind> = {
  Mac: { platform: "macos", osName: "macOS", maker: "Apple", form: "workstation" },
  iPhone: { platform: "ios", osName: "iOS", maker: "Apple", form: "mobile" },
  iPad: { platform: "ipados", osName: "iPadOS", maker: "Apple", form: "tablet" },
  AppleTV: { platform: "unknown", osName: "tvOS", maker: "Apple", form: "other" },
};

/** A device of another maker; what this API calls its platform is not known. */
const OTHER: Kind = { platform: "unknown", osName: undefined, maker: undefined, form: "other" };

export function kindOf(device: IruDeviceRecord, drift?: Drift): Kind | undefined {
  return lookup(KINDS, device.platform, OTHER, drift) ?? undefined;
}

export const isMac = ({ platform }: Pick<IruDeviceRecord, "platform">): boolean => platform === "Mac";

/** The form factor, by the identifier of the model where it was read, or else by its name. */
export function formFactorOf(
  device: IruDeviceRecord,
  kind: Kind | undefined,
  drift?: Drift,
): DeviceType | undefined {
  const model = appleModel([
    text(device.information?.model_id, drift),
    text(device.details?.hardware_overview?.model_identifier, drift),
    text(device.model, drift),
  ]);
  return model?.type ?? kind?.form;
}
