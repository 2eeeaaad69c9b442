import { defineCommand } from "../../args/command.ts";
import { limitOption, type OptionTable } from "../../args/options.ts";
import { includesRemoteData, readFields } from "../../schema/fields.ts";
import { readSort, SORT_OPTION } from "../../schema/sort-option.ts";
import { assertGroupCapability } from "./group-capability.ts";
import { writeList } from "./write-list.ts";

const OPTIONS = {
  fields: { type: "text", value: "A,B", summary: "only these fields, such as id,serial_number" },
  limit: limitOption("members"),
  ...SORT_OPTION,
  "page-size": {
    type: "number",
    value: "N",
    summary: "members per vendor request (default: the vendor's maximum)",
  },
  "remote-data": { type: "switch", summary: "include the vendor's record as remote_data" },
} as const satisfies OptionTable;

/** `mdmkit groups members ID` */
export const groupMembersCommand = defineCommand({
  name: "groups members",
  summary: "Lists the devices and users in a group.",
  arguments: ["ID"],
  options: OPTIONS,
  notes: [
    "ID is the id of a group, as shown by `groups list`. Ids of members are those of `devices list` and `users list`. The report, " +
      "which states whether the list is complete, is on standard error.",
  ],
  examples: [
    "mdmkit groups members computer-7",
    "mdmkit groups members 5f00000000000000000000b1 --fields id --output csv > members.csv",
  ],
  async run(call, { arguments: [id = ""], values }) {
    await assertGroupCapability(call, "members");
    const fields = readFields("members", values.fields);
    const sort = readSort("members", values.sort);
    const { mdm } = await call.open();
    const listing = mdm.groups.members(id, {
      signal: call.context.signal,
      remoteData: values["remote-data"] ?? includesRemoteData(fields),
      ...(values["page-size"] !== undefined && { pageSize: values["page-size"] }),
    });
    const { limit } = values;
    return writeList(call, listing, {
      resource: "members",
      fields,
      hydrated: [],
      verbatim: false,
      limit,
      sort,
    });
  },
});
