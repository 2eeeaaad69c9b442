import { isRecord } from "@mdmkit/runtime";
import { readConfirmation } from "../../account/confirm.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import type { Resource } from "../../resource.ts";
import { DEVICE_TYPE_OPTION } from "../../schema/device-type-option.ts";
import { IF_UNCHANGED_OPTION, readRecordBefore } from "../../schema/read-record.ts";
import { findId, methodsOf } from "./find-id.ts";
import { CONFIRM_OPTION, WRITE_OPTIONS, writeOutcome } from "./write-outcome.ts";

/** Only devices have serial numbers. */
const CONFIRM_ID_OPTION = {
  confirm: {
    ...CONFIRM_OPTION.confirm,
    value: "ID",
    summary: "repeat the id to confirm; without it you are prompted",
  },
} as const;

/** `mdmkit devices delete`, and the same for users and apps */
export function deleteCommand(resource: Resource): Command {
  const isDevice = resource === "devices";
  const own = {
    ...WRITE_OPTIONS,
    ...(isDevice ? { ...CONFIRM_OPTION, ...IF_UNCHANGED_OPTION } : CONFIRM_ID_OPTION),
  };
  const id = "5f00000000000000000000a1";
  return defineCommand({
    name: `${resource} delete`,
    summary: `Deletes a record at the vendor. This cannot be undone.`,
    arguments: ["ID"],
    options: { ...own, ...(isDevice ? DEVICE_TYPE_OPTION : {}) },
    examples: [
      `mdmkit ${resource} delete ${id} --dry-run`,
      `mdmkit ${resource} delete ${id} --confirm ${isDevice ? "C02XL0AAJG5J" : id}`,
    ],
    async run(call, { arguments: [argument = ""], values }) {
      const { type, "if-unchanged": file }: { type?: string; "if-unchanged"?: string } = values;
      const ifUnchanged = await readRecordBefore(call.context, file);
      const session = await call.open();
      const { signal } = call.context;
      const methods = methodsOf(session.mdm, resource);
      const id = await findId(session, resource, { argument, type, signal });
      const dryRun = values["dry-run"];
      const confirm = await readConfirmation(call.context, {
        action: "delete",
        hasSerial: isDevice,
        id,
        argument,
        option: values.confirm,
        dryRun,
        plan: () => methods.delete(id, { ifUnchanged, type, dryRun: true, signal }),
        read: () => methods.get(id, { remoteData: false, signal }),
      });
      const result = await methods.delete(id, { confirm, ifUnchanged, type, dryRun, signal });
      return writeOutcome(call, isRecord(result) && "dry_run" in result ? result : { id, deleted: true });
    },
  });
}
