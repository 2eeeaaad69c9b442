import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { printable } from "../../output/printable.ts";
import { writeRows } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";
import { assertGroupCapability } from "./group-capability.ts";
import { requestText, WRITE_OPTIONS } from "./write-outcome.ts";

const OPTIONS = {
  devices: { type: "text", value: "ID,ID", summary: "ids of the devices, separated by commas" },
  confirm: {
    type: "text",
    value: "ID",
    summary: "the id of the group once more, to add to a group that is exclusive",
  },
  ...WRITE_OPTIONS,
} as const satisfies OptionTable;

const TEXTS = {
  addMembers: {
    word: "add-members",
    capability: "add_members",
    summary: "Adds devices to a group and leaves its other members.",
  },
  removeMembers: {
    word: "remove-members",
    capability: "remove_members",
    summary: "Removes devices from a group and leaves its other members.",
  },
} as const;

/** `mdmkit groups add-members ID` and `mdmkit groups remove-members ID` */
export function changeGroupMembersCommand(method: keyof typeof TEXTS): Command {
  const { word, capability, summary } = TEXTS[method];
  return defineCommand({
    name: `groups ${word}`,
    summary,
    arguments: ["ID"],
    options: OPTIONS,
    notes: [
      "ID is the id of a group, as shown by `groups list`. The exit code is 1 if the vendor refused a device or its outcome is unknown.",
    ],
    examples: [`mdmkit groups ${word} computer-3 --devices computer-12,computer-14 --dry-run`],
    async run(call, { arguments: [id = ""], values }) {
      const ids = values.devices?.split(",").map((device) => device.trim());
      if (!ids || ids.includes("")) throw usageError("--devices needs ids of devices: --devices ID,ID");
      await assertGroupCapability(call, capability);
      const { mdm } = await call.open();
      const { signal } = call.context;
      const { confirm, "dry-run": dryRun = false } = values;
      const result = await mdm.groups[method](id, ids, {
        signal,
        dryRun,
        ...(confirm !== undefined && { confirm }),
      });
      const rows = result.members.map(({ id: device, status, reason }) => ({
        ...{ id: printable(device), outcome: status, reason: printable(reason ?? "") },
      }));
      await writeRows(call, { rows, json: result, cuttable: ["reason"] });
      if (dryRun) await call.info(...result.requests.map((request) => `request ${requestText(request)}`));
      return result.members.every(({ status }) => status === "done" || status === "planned")
        ? EXIT.ok
        : EXIT.failed;
    },
  });
}
