import { waitForCommand } from "@mdmkit/unified";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { writeOne } from "../../output/write-result.ts";
import { CommandError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";
import { DEVICE_TYPE_OPTION } from "../../schema/device-type-option.ts";
import { findId } from "./find-id.ts";

const OPTIONS = {
  wait: {
    type: "number",
    value: "SECONDS",
    summary: "wait until the command is completed or has failed, at most this long",
  },
} as const satisfies OptionTable;

/** `mdmkit devices command` */
export const deviceCommand = defineCommand({
  name: "devices command",
  summary: "Shows the status of a device command: pending, completed or failed.",
  arguments: ["ID", "COMMAND_ID"],
  options: { ...OPTIONS, ...DEVICE_TYPE_OPTION },
  notes: ["COMMAND_ID is the `command_id` that an action printed. The exit code is 1 if the command failed."],
  examples: [
    "mdmkit devices command serial:C02XL0AAJG5J 3f1c0a52-9f0e-4a57-9a53-2f8c50d1c0aa",
    "mdmkit devices command 42 3f1c0a52-9f0e-4a57-9a53-2f8c50d1c0aa --wait 60",
  ],
  async run(call, { arguments: [argument = "", commandId = ""], values }) {
    const { name, capabilities } = await call.support();
    if (!capabilities.devices.command_status) {
      throw new CommandError(`${name} does not report the status of commands.`, { exitCode: EXIT.refused });
    }
    const session = await call.open();
    const { signal } = call.context;
    const id = await findId(session, "devices", { argument, type: values.type, signal });
    const { devices } = session.mdm;
    const kind: object = { type: values.type };
    const command: typeof devices.command = (...[device, sent, options]) =>
      devices.command(device, sent, { ...options, ...kind });
    const state = values.wait
      ? await waitForCommand(
          { command },
          { id, command_id: commandId },
          { signal, timeoutMs: values.wait * 1000 },
        )
      : await command(id, commandId, { signal });
    await writeOne(call, state);
    return state.status === "failed" ? EXIT.failed : EXIT.ok;
  },
});
