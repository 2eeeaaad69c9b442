import type { NoteDrift } from "../contract/drift.ts";
import { unsupported } from "../contract/errors.ts";
import type { CommandState, DeviceType } from "../contract/model.ts";
import type { ReadOptions } from "../contract/read-options.ts";
import type { Vendor } from "../contract/vendor.ts";
import { assertOptions } from "../input/options.ts";
import { typeCheck } from "../lists/record-type.ts";
import { withDriftNotes } from "../records/drift.ts";
import { readFresh } from "./freshness.ts";

type CommandOptions = Pick<ReadOptions, "signal"> & { type?: DeviceType };

/** What a caller passes: the id of the device, that of the command, and options. */
export type CommandCall = [bareId: string, commandId: string, options?: CommandOptions];

/** Reads the status of a command. Throws where the vendor has no status of commands. */
export async function readCommand(
  { vendor, onDrift }: { vendor: Vendor; onDrift: NoteDrift | undefined },
  ...[bareId, commandId, options = {}]: CommandCall
): Promise<CommandState> {
  const { devices } = vendor;
  const read = devices?.mapCommand && withDriftNotes(devices.mapCommand);
  const origin = { vendor: vendor.id, operation: "devices.command" };
  if (!devices?.command || !read) throw unsupported(vendor, origin.operation);
  assertOptions(origin, options, ["signal", "type"]);
  const { signal, type } = options;
  const id = devices.qualifyId?.(bareId, type) ?? bareId;
  const check = await typeCheck({ origin, contract: devices }, { type });
  check?.(readFresh(devices, await devices.get(id, { detail: "full", signal, primary: { signal } })));
  const raw = await devices.command(id, commandId, { signal, primary: { signal } });
  return { id, command_id: commandId, ...read(raw, onDrift) };
}
