import { type Condition, parseCondition, previewCondition } from "@mdmkit/unified/conditions";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { writeOne } from "../../output/write-result.ts";
import { CommandError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";
import { readJson } from "../../schema/read-body.ts";
import { assertGroupCapability } from "./group-capability.ts";

const OPTIONS = {
  json: {
    type: "text",
    value: "JSON",
    summary: "the condition as JSON, @FILE, or - for standard input (default: the criteria of the group)",
  },
} as const satisfies OptionTable;

/** `mdmkit groups preview ID` */
export const previewGroupCommand = defineCommand({
  name: "groups preview",
  summary: "Shows who would enter and leave a group if a condition decided.",
  arguments: ["ID"],
  options: OPTIONS,
  notes: [
    "ID is the id of a group, as shown by `groups list`. Nothing is changed. All devices and the members of the group are read. Devices of which only the " +
      "vendor knows whether they meet the condition are in `unknown`, and `reasons` says why. The exit code is 1 if devices or members may be missing.",
  ],
  examples: [
    "mdmkit groups preview computer-2",
    "mdmkit groups preview computer-2 --json @macs.json --output json",
  ],
  async run(call, { arguments: [id = ""], values }) {
    await assertGroupCapability(call, "members");
    const { signal } = call.context;
    const given =
      values.json === undefined ? undefined : parseCondition(await readJson(call.context, values.json));
    const { mdm } = await call.open();
    const condition = given ?? (await criteriaOf());
    const preview = await previewCondition(mdm, condition, { group: id, signal });
    await writeOne(call, preview);
    return preview.complete ? EXIT.ok : EXIT.failed;

    async function criteriaOf(): Promise<Condition> {
      const { name, capabilities } = await call.support();
      if (!capabilities.groups.criteria)
        throw new CommandError(`${name} does not show the criteria of its groups. Give one with --json.`, {
          exitCode: EXIT.refused,
        });
      const { condition: own } = await mdm.groups.criteria(id, { signal });
      if (own) return own;
      throw new CommandError("The group has no criteria. Give one with --json.", { exitCode: EXIT.refused });
    }
  },
});
