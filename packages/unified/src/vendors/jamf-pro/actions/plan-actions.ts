import { given, type PlannersOf, text, type Unsupported } from "@mdmkit/unified/vendor";
import { classicCommand } from "../api/classic-id.ts";
import { vendorId } from "../api/device-id.ts";
import { isMobileDevice, type JamfProDeviceRecord } from "../api/record.ts";
import type { DeviceSource } from "../devices/devices.ts";
import type { JamfProApi, JamfProStep } from "../generated/api/client.ts";
import { locationOf, readPerson } from "../users/person.ts";
import { createUserReader } from "../users/read-users.ts";
import type { ACTION_RULES } from "./action-rules.ts";
import {
  commandUuid,
  FOR_MOBILE_DEVICES,
  invalidActionInput,
  managementIdOf,
  NOT_MANAGED,
  planCommand,
  pushConfirmation,
} from "./plan-commands.ts";
import { computerUpdate } from "./plan-device-writes.ts";
import { createOsUpdatePlanner } from "./plan-os-update.ts";

const ERASE = { v4: "eraseComputer", v3: "eraseComputerV1", v1: "eraseComputerV1" } as const;
const UNMANAGE = {
  v4: "removeComputerMdmProfile",
  v3: "removeComputerMdmProfileV1",
  v1: "removeComputerMdmProfileV1",
} as const;

/** What Jamf Pro can do to a device. Most of it waits, as a command with an id, until the device checks in. */
export function createActionPlanners(
  client: JamfProApi,
  { inventory, server }: DeviceSource,
): PlannersOf<typeof ACTION_RULES, JamfProDeviceRecord, JamfProStep> {
  const users = createUserReader(client, server.users);
  return {
    async lock(device, { pin, message, phone_number }) {
      const shown = given({ message, phoneNumber: phone_number });
      if (isMobileDevice(device)) return planCommand(device, { commandType: "DEVICE_LOCK", ...shown });
      if (pin === null) return LOCKED_WITH_PIN;
      return planCommand(device, { commandType: "DEVICE_LOCK", ...shown, pin });
    },

    async erase(device, { pin }) {
      if (!managementIdOf(device)) return NOT_MANAGED;
      const path = { id: vendorId(device) };
      if (isMobileDevice(device)) {
        return { operation: "eraseMobileDevice", path, body: {}, commandId: commandUuid };
      }
      if (pin === null && device.hardware?.appleSilicon !== true) {
        throw invalidActionInput(
          "erase",
          "A Mac without Apple silicon requires a `pin`, which unlocks it afterwards.",
        );
      }
      const body = { pin };
      return { operation: ERASE[await inventory.version()], path, body, commandId: commandUuid };
    },

    /** Ends management; the record stays, and `delete` removes it. */
    async retire(device) {
      if (!managementIdOf(device)) return NOT_MANAGED;
      const path = { id: vendorId(device) };
      const operation = isMobileDevice(device) ? "unmanageMobileDevice" : UNMANAGE[await inventory.version()];
      return { operation, path, commandId: commandUuid };
    },

    restart: async (device) =>
      planCommand(device, {
        commandType: "RESTART_DEVICE",
        ...(!isMobileDevice(device) && { notifyUser: false }),
      }),

    shutdown: async (device) => planCommand(device, { commandType: "SHUT_DOWN_DEVICE" }),

    /**
     * A computer is woken to check in; the inventory of a mobile device is requested by an operation of the Classic API. No MDM
     * command does the same: each requests one part of the inventory, and Jamf's own command line keeps the Classic operation.
     */
    async sync(device) {
      const managementId = managementIdOf(device);
      if (!managementId) return NOT_MANAGED;
      if (!isMobileDevice(device)) {
        const body = { clientManagementIds: [managementId] };
        return { operation: "sendBlankPush", body, commandId: pushConfirmation };
      }
      const path = { command: "UpdateInventory", id: vendorId(device) } as const;
      return { operation: "createMobileDeviceCommandURL", path, commandId: classicCommand };
    },

    /** Apple wants the token that the device handed over when it enrolled; a single read has it, if any. */
    async clearPasscode(device) {
      if (!isMobileDevice(device)) return FOR_MOBILE_DEVICES;
      if (!managementIdOf(device)) return NOT_MANAGED;
      const { ios, watchos, visionos } = await client.getMobileDeviceDetail({
        path: { id: vendorId(device) },
      });
      const tokens = [ios, watchos, visionos].map((details) => text(details?.unlockToken));
      const unlockToken = tokens.find((token) => token != null);
      if (unlockToken == null) return { unsupported: "Jamf Pro has no unlock token of the device." };
      return planCommand(device, { commandType: "CLEAR_PASSCODE", unlockToken });
    },

    async enableLostMode(device, { message, phone_number: phone, footnote }) {
      if (!isMobileDevice(device)) return FOR_MOBILE_DEVICES;
      const shown = { lostModeMessage: message, lostModePhone: phone, lostModeFootnote: footnote };
      return planCommand(device, { commandType: "ENABLE_LOST_MODE", ...given(shown) });
    },

    disableLostMode: async (device) =>
      isMobileDevice(device) ? planCommand(device, { commandType: "DISABLE_LOST_MODE" }) : FOR_MOBILE_DEVICES,

    /** Copies who the user is into the device's record, as the console does. */
    async assignUser(device, { user_id }) {
      const person = await readPerson(users, user_id);
      const id = vendorId(device);
      if (isMobileDevice(device)) {
        return { operation: "updateMobileDevice", path: { id }, body: { location: locationOf(person) } };
      }
      return computerUpdate(await inventory.version(), id, { userAndLocation: person });
    },

    updateOs: createOsUpdatePlanner(client),
  };
}

/** The engine requires the PIN for a Mac; other devices in the list of computers use none. */
const LOCKED_WITH_PIN: Unsupported = {
  unsupported: "Jamf Pro can lock Macs only. The platform of this computer is another or unknown.",
};
