import type { NoteDrift } from "../contract/drift.ts";
import { unsupported } from "../contract/errors.ts";
import type { ReadOptions } from "../contract/methods.ts";
import type { CommandState, DeviceType } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { withDriftNotes } from "../records/drift.ts";

type CommandOptions = Pick<ReadOptions, "signal"> & { type?: DeviceType };

/** Creates the method that reads the status of a command. It throws where the vendor has no status of commands. */
export function createCommand(vendor: Vendor, onDrift?: NoteDrift) {
  const { devices } = vendor;
  const read = devices?.mapCommand && withDriftNotes(devices.mapCommand);
  return async (
    bareId: string,
    commandId: string,
    { signal, type }: CommandOptions = {},
  ): Promise<CommandState> => {
    if (!devices?.command || !read) throw unsupported(vendor, "devices.command");
    const id = devices.qualifyId?.(bareId, type) ?? bareId;
    const raw = await devices.command(id, commandId, { signal, primary: { signal } });
    return { id, command_id: commandId, ...read(raw, onDrift) };
  };
}
