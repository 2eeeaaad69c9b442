import { waitForCommand } from "@mdmkit/unified";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { writeOne } from "../../output/write-one.ts";
import { EXIT } from "../../process/exit-code.ts";
import { CommandError } from "../../process/problem.ts";
import { KIND_OPTION, kindHelp } from "../../schema/kind-option.ts";
import { findId } from "./find-id.ts";

const OPTIONS = {
  wait: {
    type: "number",
    value: "SECONDS",
    summary: "ask again until it is completed or has failed, for so long at most",
  },
} as const satisfies OptionTable;

/** `mdmkit devices command`: where a command stands that an action gave an id for. */
export const deviceCommand = defineCommand({
  name: "devices command",
  summary: "Tells where a command stands: pending, completed or failed.",
  arguments: ["ID", "COMMAND_ID"],
  options: { ...OPTIONS, ...KIND_OPTION },
  help: async (call) => ({ options: { ...OPTIONS, ...kindHelp(await call.abilities()) } }),
  notes: [
    "COMMAND_ID is the `command_id` that an action printed. The exit code is 1 when the command failed.",
  ],
  examples: [
    "mdmkit devices command serial:C02XL0AAJG5J 3f1c0a52-9f0e-4a57-9a53-2f8c50d1c0aa",
    "mdmkit devices command 42 3f1c0a52-9f0e-4a57-9a53-2f8c50d1c0aa --wait 60",
  ],
  async run(call, { arguments: [argument = "", commandId = ""], values }) {
    const { name, capabilities } = await call.ability();
    if (!capabilities.devices.command_status) {
      throw new CommandError(`${name} does not tell where a command stands.`, { exitCode: EXIT.refused });
    }
    const session = await call.open();
    const { signal } = call.context;
    const id = await findId(session, "devices", { argument, type: values.type, signal });
    const { devices } = session.mdm;
    const state = values.wait
      ? await waitForCommand(
          devices,
          { id, command_id: commandId },
          { signal, timeoutMs: values.wait * 1000 },
        )
      : await devices.command(id, commandId, { signal });
    await writeOne(call, state);
    return state.status === "failed" ? EXIT.failed : EXIT.ok;
  },
});
