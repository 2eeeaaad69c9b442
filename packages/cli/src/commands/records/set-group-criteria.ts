import { parseCondition } from "@mdmkit/unified/conditions";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { usageError } from "../../process/command-error.ts";
import { readJson } from "../../schema/read-body.ts";
import { assertGroupCapability } from "./group-capability.ts";
import { WRITE_OPTIONS, writeOutcome } from "./write-outcome.ts";

const OPTIONS = {
  json: { type: "text", value: "JSON", summary: "the condition as JSON, @FILE, or - for standard input" },
  confirm: {
    type: "text",
    value: "ID",
    summary: "the id of the group once more, since devices leave and enter it",
  },
  ...WRITE_OPTIONS,
} as const satisfies OptionTable;

/** `mdmkit groups set-criteria ID` */
export const setGroupCriteriaCommand = defineCommand({
  name: "groups set-criteria",
  summary: "Gives a group that has criteria others.",
  arguments: ["ID"],
  options: OPTIONS,
  notes: [
    "ID is the id of a group, as shown by `groups list`. `groups preview` shows who would enter and leave. A condition that the vendor cannot express with " +
      "exactly its meaning is refused, and nothing is sent.",
  ],
  examples: [
    "mdmkit groups set-criteria computer-2 --json @macs.json --dry-run",
    "mdmkit groups set-criteria computer-2 --json @macs.json --confirm computer-2",
  ],
  async run(call, { arguments: [id = ""], values }) {
    if (values.json === undefined) throw usageError("--json needs a condition: --json @FILE");
    await assertGroupCapability(call, "set_criteria");
    const condition = parseCondition(await readJson(call.context, values.json));
    const { mdm } = await call.open();
    const { signal } = call.context;
    const { confirm, "dry-run": dryRun = false } = values;
    const options = { signal, dryRun, ...(confirm !== undefined && { confirm }) };
    return writeOutcome(call, await mdm.groups.setCriteria(id, condition, options));
  },
});
