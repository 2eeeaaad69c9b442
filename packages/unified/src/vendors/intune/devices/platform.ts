import type { ManagedDeviceDetails } from "@mdmkit/intune";
import {
  type AppleModel,
  type DeviceType,
  type Drift,
  lookup,
  type Platform,
  text,
  usualFormFactor,
} from "@mdmkit/unified/vendor";
import type { AppDevice } from "../api/record.ts";

/** The system is free text, which begins with the name of the family; iPads say iOS or iPadOS. */
export function platformOf(
  device: Pick<AppDevice, "operatingSystem">,
  model: AppleModel | undefined,
  drift?: Drift,
): Platform {
  const system = text(device.operatingSystem, drift)?.toLowerCase().replaceAll(" ", "") ?? "";
  if (system.startsWith("ipados")) return "ipados";
  if (system.startsWith("ios")) return model?.platform ?? "ios";
  if (system.startsWith("mac")) return "macos";
  if (system.startsWith("windows")) return "windows";
  if (system.startsWith("android")) return "android";
  if (system.startsWith("chromeos")) return "chromeos";
  return /^(?:linux|ubuntu|rhel|redhat)/.test(system) ? "linux" : "unknown";
}

type Chassis = NonNullable<ManagedDeviceDetails["chassisType"]>;

const FORMS: Record<Chassis, DeviceType | undefined> = {
  unknown: undefined,
  desktop: "desktop",
  laptop: "laptop",
  worksWorkstation: "workstation",
  enterpriseServer: "server",
  phone: "mobile",
  tablet: "tablet",
  mobileOther: "mobile",
  mobileUnknown: "mobile",
};

/** The form factor, by the first conclusive sign: lists know only model and system. */
export function formFactorOf(
  {
    model,
    details,
    apple,
  }: {
    model: string | null | undefined;
    details: ManagedDeviceDetails | undefined;
    apple: AppleModel | undefined;
  },
  platform: Platform,
  drift?: Drift,
): DeviceType {
  if (apple?.type) return apple.type;
  const form = lookup(FORMS, details?.chassisType, undefined, drift);
  if (form) return form;
  if (platform === "android" && model && /\btab(?:let)?\b/i.test(model)) return "tablet";
  return usualFormFactor(platform);
}
