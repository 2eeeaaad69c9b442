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
  users: { type: "text", value: "ID,ID", summary: "ids of the users, instead of devices" },
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
    summary: "Adds devices or users to a group and leaves its other members.",
  },
  removeMembers: {
    word: "remove-members",
    capability: "remove_members",
    summary: "Removes devices or users from a group and leaves its other members.",
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
      "ID is the id of a group, as shown by `groups list`. The exit code is 1 if the vendor refused a device or user, or its outcome is unknown.",
    ],
    examples: [
      `mdmkit groups ${word} computer-3 --devices computer-12,computer-14 --dry-run`,
      `mdmkit groups ${word} user-group-3 --users 7,12`,
    ],
    async run(call, { arguments: [id = ""], values }) {
      const memberType = values.users === undefined ? "device" : "user";
      const ids = (values.users ?? values.devices)?.split(",").map((member) => member.trim());
      if (!ids || ids.includes("") || (values.devices !== undefined && memberType === "user"))
        throw usageError("Pass ids of devices or of users: --devices ID,ID or --users ID,ID");
      await assertGroupCapability(call, capability);
      const { mdm } = await call.open();
      const { signal } = call.context;
      const { confirm, "dry-run": dryRun = false } = values;
      const result = await mdm.groups[method](id, ids, {
        signal,
        dryRun,
        memberType,
        ...(confirm !== undefined && { confirm }),
      });
      const rows = result.members.map(({ id: member, status, reason }) => ({
        ...{ id: printable(member), outcome: status, reason: printable(reason ?? "") },
      }));
      await writeRows(call, { rows, json: result, cuttable: ["reason"] });
      if (dryRun) await call.info(...result.requests.map((request) => `request ${requestText(request)}`));
      return result.members.every(({ status }) => status === "done" || status === "planned")
        ? EXIT.ok
        : EXIT.failed;
    },
  });
}
