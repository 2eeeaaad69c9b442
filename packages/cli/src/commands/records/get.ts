import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import type { Resource } from "../../output/columns.ts";
import { writeOne } from "../../output/write-one.ts";
import { EXIT } from "../../process/exit-code.ts";
import { readFields } from "../../schema/fields.ts";
import { KIND_OPTION, kindHelp } from "../../schema/kind-option.ts";
import { callsOf, findId } from "./find-id.ts";

const GET_OPTIONS = {
  fields: { type: "text", value: "A,B.C", summary: "only these fields" },
  "remote-data": { type: "switch", summary: "add the vendor's own record as remote_data" },
} as const satisfies OptionTable;

const ARGUMENTS: Record<Resource, { argument: string; note: string; examples: readonly string[] }> = {
  devices: {
    argument: "ID",
    note: "ID is the vendor's id, or serial:NUMBER.",
    examples: [
      "mdmkit devices get serial:C02XL0AAJG5J",
      "mdmkit devices get 5f00000000000000000000a1 --output json --remote-data",
    ],
  },
  users: {
    argument: "ID",
    note: "ID is the vendor's id, or email:ADDRESS.",
    examples: [
      "mdmkit users get email:ada@example.com",
      "mdmkit users get 5f00000000000000000000a1 --output json",
    ],
  },
  apps: {
    argument: "ID",
    note: "ID is the id that `apps list` prints: of one app on one device.",
    examples: ["mdmkit apps get 42:com.example.notes --output json"],
  },
  organizations: {
    argument: "ID",
    note: "ID is the vendor's id.",
    examples: ["mdmkit organizations get 7"],
  },
};

/** `mdmkit devices get` and the same of every other resource */
export function getCommand(resource: Resource): Command {
  const { argument, note, examples } = ARGUMENTS[resource];
  return defineCommand({
    name: `${resource} get`,
    summary: `Shows one of the ${resource} with everything the vendor tells.`,
    arguments: [argument],
    options: { ...GET_OPTIONS, ...(resource === "devices" ? KIND_OPTION : {}) },
    help: async (call) => {
      const kinds = resource === "devices" ? kindHelp(await call.abilities()) : {};
      return { options: { ...GET_OPTIONS, ...kinds } };
    },
    notes: [note],
    examples,
    async run(call, { arguments: [argument = ""], values }) {
      const fields = readFields(resource, values.fields);
      const session = await call.open();
      const { signal } = call.context;
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      const wantsRemote = fields?.some((field) => field.split(".", 1)[0] === "remote_data") ?? false;
      const record = await callsOf(session.mdm, resource).get(id, {
        remoteData: values["remote-data"] ?? wantsRemote,
        signal,
      });
      await writeOne(call, record, { fields });
      return EXIT.ok;
    },
  });
}
