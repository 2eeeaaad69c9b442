import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { writeRecord } from "../../output/write-record.ts";
import { EXIT } from "../../process/exit-code.ts";
import type { Resource } from "../../resource.ts";
import { DEVICE_TYPE_OPTION } from "../../schema/device-type-option.ts";
import { includesRemoteData, readFields } from "../../schema/fields.ts";
import { findId, methodsOf } from "./find-id.ts";

const GET_OPTIONS = {
  fields: { type: "text", value: "A,B.C", summary: "only these fields" },
  "remote-data": { type: "switch", summary: "include the vendor's record as remote_data" },
} as const satisfies OptionTable;

const ID_HELP: Record<Resource, { note: string; examples: readonly string[] }> = {
  devices: {
    note: "ID is the vendor's id, or serial:NUMBER.",
    examples: [
      "mdmkit devices get serial:C02XL0AAJG5J",
      "mdmkit devices get 5f00000000000000000000a1 --output json --remote-data",
    ],
  },
  users: {
    note: "ID is the vendor's id, or email:ADDRESS.",
    examples: [
      "mdmkit users get email:ada@example.com",
      "mdmkit users get 5f00000000000000000000a1 --output json",
    ],
  },
  apps: {
    note: "ID is the id of an app on a device, as shown by `apps list`.",
    examples: ["mdmkit apps get 42:com.example.notes --output json"],
  },
  organizations: {
    note: "ID is the vendor's id.",
    examples: ["mdmkit organizations get 7"],
  },
  groups: {
    note: "ID is the id of a group, as shown by `groups list`.",
    examples: ["mdmkit groups get computer-7 --output json"],
  },
};

/** `mdmkit devices get`, and the same for the other resources */
export function getCommand(resource: Resource): Command {
  const { note, examples } = ID_HELP[resource];
  return defineCommand({
    name: `${resource} get`,
    summary: `Shows one record of ${resource} with all fields the vendor provides.`,
    arguments: ["ID"],
    options: { ...GET_OPTIONS, ...(resource === "devices" ? DEVICE_TYPE_OPTION : {}) },
    notes: [note],
    examples,
    async run(call, { arguments: [argument = ""], values }) {
      const fields = readFields(resource, values.fields);
      const session = await call.open();
      const { signal } = call.context;
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      const remoteData = values["remote-data"] ?? includesRemoteData(fields);
      const record = await methodsOf(session.mdm, resource).get(id, {
        remoteData,
        ...(!remoteData && { fields: fields?.map((path) => path.split(".", 1)[0]) }),
        type,
        signal,
      });
      await writeRecord(call, record, { fields });
      return EXIT.ok;
    },
  });
}
