import type { MdmCommand } from "@mdmkit/jamf-pro";
import type { InvalidInputError } from "@mdmkit/runtime";
import { isRecord, text, type Unsupported } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import { isMobileDevice, type JamfProDeviceRecord, type JamfProMobileDevice } from "../api/record.ts";
import type { JamfProPlan } from "../generated/api/client.ts";

export type Planned = JamfProPlan | Unsupported;

/** Plans an MDM command, which goes to a device's management id. */
export function planCommand(device: JamfProDeviceRecord, commandData: MdmCommand): Planned {
  const managementId = managementIdOf(device);
  if (!managementId) return NOT_MANAGED;
  return {
    steps: [{ operation: "sendMdmCommand", body: { clientData: [{ managementId }], commandData } }],
    commandId: (response) => (Array.isArray(response) ? idIn(response[0], "id") : undefined),
  };
}

export const NOT_MANAGED: Unsupported = {
  unsupported:
    "Jamf Pro does not manage the device (it has no management id) and cannot send commands to it.",
};

export function managementIdOf(device: JamfProDeviceRecord): string | null | undefined {
  return text(device.general?.managementId);
}

/** Commands of Apple's that only phones and tablets know. */
export const FOR_MOBILE_DEVICES: Unsupported = {
  unsupported: "Only mobile devices support this. The device is a computer.",
};

/** Plans a command for a mobile device that has to be supervised for it. */
export function ifSupervised(
  device: JamfProDeviceRecord,
  plan: (device: JamfProMobileDevice) => Planned,
): Planned {
  if (!isMobileDevice(device)) return FOR_MOBILE_DEVICES;
  if (device.general?.supervised !== false) return plan(device);
  return { unsupported: "Apple supports this on supervised devices only. This device is not supervised." };
}

/** Returns the command's id from a response such as `{ deviceId, commandUuid }`. */
export function commandUuid(response: unknown): string | undefined {
  return idIn(response, "commandUuid");
}

/** A push has no id; its response lists whom it did not reach, and the client throws if there are any. */
export function pushConfirmation(response: unknown): null | undefined {
  return isRecord(response) && "errorUuids" in response && Array.isArray(response.errorUuids)
    ? null
    : undefined;
}

export function idIn(response: unknown, name: string): string | undefined {
  const id: unknown = isRecord(response) ? Reflect.get(response, name) : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
}

export function invalidActionInput(action: string, message: string): InvalidInputError {
  return invalidInput(`devices.${action}`, message);
}
