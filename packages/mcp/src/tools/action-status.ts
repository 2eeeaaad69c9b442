import { quoted } from "../output/tool-result.ts";
import { ACCOUNT, accountFor } from "./accounts.ts";
import { readTool } from "./tool.ts";

type StatusInput = { readonly account?: string; readonly device_id: string; readonly command_id: string };

export const actionStatus = readTool<StatusInput>({
  name: "action_status",
  title: "Status of a sent action",
  description:
    "What became of an action, by the `command_id` that run_action returned. Few vendors report it.",
  input: {
    ...ACCOUNT,
    device_id: { type: "string", minLength: 1 },
    command_id: { type: "string", minLength: 1 },
  },
  required: ["device_id", "command_id"],
  output: {
    type: "object",
    required: ["account", "command"],
    properties: { account: { type: "string" }, command: { $ref: "CommandState" } },
    additionalProperties: false,
  },
  async run({ account: name, device_id, command_id }, call) {
    const account = await accountFor(call, name);
    const { fleet, signal } = call;
    const command = await fleet.use(account, { capability: "devices.command", signal }, (mdm) =>
      mdm.devices.command(device_id, command_id, { signal }),
    );
    return {
      summary: `The command ${quoted(command_id)} is ${command.status}.`,
      problems: [],
      content: { account: account.id, command: { ...command } },
    };
  },
});
