import { defineCommand } from "../../args/command.ts";
import { writeOne } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";
import { assertGroupCapability } from "./group-capability.ts";

/** `mdmkit groups criteria ID` */
export const groupCriteriaCommand = defineCommand({
  name: "groups criteria",
  summary: "Shows the criteria that decide who is in a group, as a condition on devices.",
  arguments: ["ID"],
  notes: [
    "ID is the id of a group, as shown by `groups list`. Parts that have no equivalent have the type `native` and are as the vendor has them.",
  ],
  examples: ["mdmkit groups criteria computer-2 --output json"],
  async run(call, { arguments: [id = ""] }) {
    await assertGroupCapability(call, "criteria");
    const { mdm } = await call.open();
    await writeOne(call, await mdm.groups.criteria(id, { signal: call.context.signal }));
    return EXIT.ok;
  },
});
