import type { MdmCommand } from "@mdmkit/jamf-pro";
import type { InvalidInputError } from "@mdmkit/runtime";
import { isRecord, text, type Unsupported } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import { isMobileDevice, type JamfProDevice, type JamfProMobileDevice } from "../api/record.ts";
import type { JamfProPlan } from "../generated/api/client.ts";

export type Planned = JamfProPlan | Unsupported;

/** Plans an MDM command, which goes to a device's management id. */
export function planCommand(device: JamfProDevice, commandData: MdmCommand): Planned {
  const managementId = managementIdOf(device);
  if (!managementId) return NOT_MANAGED;
  return {
    steps: [{ operation: "sendMdmCommand", body: { clientData: [{ managementId }], commandData } }],
    commandId: (answer) => (Array.isArray(answer) ? idIn(answer[0], "id") : undefined),
  };
}

export const NOT_MANAGED: Unsupported = {
  unsupported: "Jamf Pro does not manage the device (it has no management id), so it takes no commands.",
};

export function managementIdOf(device: JamfProDevice): string | null | undefined {
  return text(device.general?.managementId);
}

/** Commands of Apple's that only phones and tablets know. */
export const FOR_MOBILE_DEVICES: Unsupported = {
  unsupported: "Only mobile devices have this; the device is a computer.",
};

/** Plans a command for a mobile device that has to be supervised for it. */
export function ifSupervised(device: JamfProDevice, plan: (device: JamfProMobileDevice) => Planned): Planned {
  if (!isMobileDevice(device)) return FOR_MOBILE_DEVICES;
  if (device.general?.supervised !== false) return plan(device);
  return { unsupported: "Apple allows this on supervised devices only, and this one is not." };
}

/** Reads the command's id out of an answer such as `{ deviceId, commandUuid }`. */
export function commandUuid(answer: unknown): string | undefined {
  return idIn(answer, "commandUuid");
}

/** A push has no id; its answer lists whom it did not reach, and the client throws if there are any. */
export function pushConfirmation(answer: unknown): null | undefined {
  return isRecord(answer) && "errorUuids" in answer && Array.isArray(answer.errorUuids) ? null : undefined;
}

export function idIn(answer: unknown, name: string): string | undefined {
  const id: unknown = isRecord(answer) ? Reflect.get(answer, name) : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
}

export function invalidActionInput(action: string, message: string): InvalidInputError {
  return invalidInput(`devices.${action}`, message);
}
