import { createSharedRead, type PrimaryCall, type SupportingReads } from "@mdmkit/unified/vendor";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import type { SimpleMDMReadApi } from "../generated/api/client.ts";
import { readAccount } from "../organizations/organizations.ts";
import { type Groups, type ReadOptions, readDeviceGroups, readGroups } from "./read-groups.ts";

/** Completes devices with the names of their groups and with the account. */
export function createDeviceJoiner(client: SimpleMDMReadApi) {
  const account = createSharedRead((call: PrimaryCall) => readAccount(client, call));
  const readers = {
    groups: (options: ReadOptions) => readGroups(client, options),
    deviceGroups: (options: ReadOptions) => readDeviceGroups(client, options),
  };
  const groups = createSharedRead(readers.groups);
  const deviceGroups = createSharedRead(readers.deviceGroups);

  const join =
    (from: typeof readers) =>
    async (devices: readonly SimpleMDMDeviceRecord[], reads: SupportingReads, signal?: AbortSignal) => {
      const [found, named, owner] = await Promise.all([
        devices.some(mayBeInGroups)
          ? reads.read("listAssignmentGroups", ["tags"], (unreadable) => from.groups({ signal, unreadable }))
          : NO_GROUPS,
        devices.some(deviceGroupId)
          ? reads.read("listDeviceGroups", ["policy", "tags"], (unreadable) =>
              from.deviceGroups({ signal, unreadable }),
            )
          : undefined,
        reads.read("getAccount", ["organization"], () => account.get({ signal })),
      ]);
      for (const device of devices) {
        const id = deviceGroupId(device);
        // One that is not listed has an id without a name, as an assignment group has.
        if (named && id !== undefined) device.deviceGroup = named.get(id) ?? { id, attributes: {} };
        // Tags that lack one of the groups would be taken for all.
        if (found && (id === undefined || named)) device.assignmentGroups = found.of(device);
        if (owner) device.account = owner;
      }
    };

  return {
    /** For the pages of a list, which share what is read. */
    page: join({ groups: groups.get, deviceGroups: deviceGroups.get }),
    one: join(readers),
    forgive: account.forgive,
    restart() {
      groups.restart();
      deviceGroups.restart();
      account.forgive();
    },
  };
}

const NO_GROUPS: Groups = { of: () => [] };

/** A device of an older account does not say which assignment groups it is in. */
function mayBeInGroups({ relationships }: SimpleMDMDeviceRecord): boolean {
  const refs = relationships?.groups?.data;
  return !Array.isArray(refs) || refs.length > 0;
}

function deviceGroupId({ relationships }: SimpleMDMDeviceRecord): number | undefined {
  return relationships?.device_group?.data?.id;
}
