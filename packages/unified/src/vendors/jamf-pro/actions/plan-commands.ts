import type { MdmCommand } from "@mdmkit/jamf-pro";
import type { InvalidInputError } from "@mdmkit/runtime";
import { idAt, isRecord, text, type Unsupported } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { JamfProDeviceRecord } from "../api/record.ts";
import type { JamfProPlan } from "../generated/api/client.ts";

export type Planned = JamfProPlan | Unsupported;

/** Plans an MDM command, which goes to a device's management id. */
export function planCommand(device: JamfProDeviceRecord, commandData: MdmCommand): Planned {
  const managementId = managementIdOf(device);
  if (!managementId) return NOT_MANAGED;
  return {
    operation: "sendMdmCommand",
    body: { clientData: [{ managementId }], commandData },
    commandId: (response) => idAt(response, 0, "id"),
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

/** Returns the command's id from a response such as `{ deviceId, commandUuid }`. */
export const commandUuid = (response: unknown): string | undefined => idAt(response, "commandUuid");

/** A push has no id; its response lists whom it did not reach, and the client throws if there are any. */
export function pushConfirmation(response: unknown): null | undefined {
  return isRecord(response) && "errorUuids" in response && Array.isArray(response.errorUuids)
    ? null
    : undefined;
}

export function invalidActionInput(action: string, message: string): InvalidInputError {
  return invalidInput(`devices.${action}`, message);
}
