import type { System } from "@mdmkit/jumpcloud";
import { isApple, list, type Platform, serialNumber, text, type Unsupported } from "@mdmkit/unified/vendor";
import { invalidResponse } from "../api/errors.ts";
import { platformOf } from "../devices/platform.ts";
import { createAppleMdmFinder, readAppleMdmDevices } from "../devices/read-mdm.ts";
import type { JumpCloudApi } from "../generated/api/client.ts";

type BuiltInCommand = NonNullable<NonNullable<System["builtInCommands"]>[number]["name"]>;

/** Where JumpCloud takes commands for a device, and the id it is known by there. */
export type CommandRoute =
  | { kind: "agent"; path: { system_id: string }; offers(command: BuiltInCommand): boolean }
  | { kind: "apple"; path: { apple_mdm_id: string; device_id: string }; platform: Platform }
  | { kind: "android"; path: { deviceId: string } };

/** Finds the way to a device: Apple devices by serial number in the MDM, Android by the MDM's own id, the rest by agent. */
export function createCommandRouter(
  client: JumpCloudApi,
): (system: System) => Promise<CommandRoute | Unsupported> {
  const findAppleMdm = createAppleMdmFinder(client);

  return async (system) => {
    const platform = platformOf(system);
    if (isApple(platform)) return appleRoute(system, platform);
    if (platform === "android") return androidRoute(system);
    const offered = system.builtInCommands && list(system.builtInCommands).map(({ name }) => name);
    return {
      kind: "agent",
      path: { system_id: text(system._id) ?? text(system.id) ?? "" },
      offers: (command) => offered?.includes(command) ?? true,
    };
  };

  async function appleRoute(system: System, platform: Platform): Promise<CommandRoute | Unsupported> {
    const serial = serialNumber(system.serialNumber);
    const mdmId = serial ? await findAppleMdm({}) : null;
    if (!serial || !mdmId) return NOT_IN_APPLE_MDM;
    const devices = await readAppleMdmDevices(client, mdmId, [serial], { unreadable });
    const deviceId = devices.get(serial)?.id;
    if (!deviceId) return NOT_IN_APPLE_MDM;
    return { kind: "apple", path: { apple_mdm_id: mdmId, device_id: deviceId }, platform };
  }
}

/** It may have been the device. */
function unreadable(): never {
  throw invalidResponse("applemdms_deviceslist", "A row of the response cannot be read.");
}

const NOT_IN_APPLE_MDM: Unsupported = {
  unsupported: "The device is not enrolled in JumpCloud's Apple MDM, which this action requires.",
};

function androidRoute(system: System): CommandRoute | Unsupported {
  const deviceId = text(system.mdm?.internal?.deviceId);
  if (deviceId) return { kind: "android", path: { deviceId } };
  return {
    unsupported: "The device is not enrolled in JumpCloud's Android management, which this action requires.",
  };
}
