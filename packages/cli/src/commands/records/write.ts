import { readConfirmation } from "../../account/confirm.ts";
import type { Call } from "../../args/call.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { usageError } from "../../process/command-error.ts";
import { isObject } from "../../process/json-input.ts";
import { NAMES, type Resource } from "../../resource.ts";
import { DEVICE_TYPE_OPTION, deviceTypeHelp } from "../../schema/device-type-option.ts";
import { kebab, optionsOf, propertiesOf, requiredOf, specsOf } from "../../schema/input-options.ts";
import { BODY_OPTIONS, readBody } from "../../schema/read-body.ts";
import { findId, methodsOf } from "./find-id.ts";
import { WRITE_OPTIONS, writeOutcome } from "./write-outcome.ts";

/** Options of a new record, in examples. */
const NEW_EXAMPLE: Record<Resource, string> = {
  devices: '--name "Front desk"',
  users: '--name "Ada Lovelace" --email ada@example.com',
  apps: "--name Notes --version 1.4.2 --app-id com.example.notes",
  organizations: '--name "Branch office"',
};
/** An existing record, in examples. */
const ID_EXAMPLE: Record<Resource, string> = {
  devices: "serial:C02XL0AAJG5J",
  users: "email:ada@example.com",
  apps: "42",
  organizations: "7",
};

/** `mdmkit users create`, and the same for the other resources */
export function createCommand(resource: Resource): Command {
  const schema = NAMES[resource].create;
  const options = optionsOf(propertiesOf(schema));
  return defineCommand({
    name: `${resource} create`,
    summary: `Creates a record of ${resource} and shows it.`,
    options: { ...BODY_OPTIONS, ...WRITE_OPTIONS },
    schemaOptions: specsOf(options),
    examples: [`mdmkit ${resource} create ${NEW_EXAMPLE[resource]} --dry-run`],
    async run(call, { values, schemaValues }) {
      const properties = Object.keys(propertiesOf(schema));
      const body = await readBody(call.context, {
        json: values.json,
        clear: values.clear,
        options,
        values: schemaValues,
        properties,
      });
      const missing = requiredOf(schema).find((name) => body[name] === undefined);
      if (missing)
        throw usageError(
          `Missing property ${missing}.`,
          `Set it with --${missing === "emails" ? "email" : kebab(missing)} or --json.`,
        );
      const { mdm } = await call.open();
      const result = await methodsOf(mdm, resource).create(body, {
        signal: call.context.signal,
        dryRun: values["dry-run"],
      });
      return writeOutcome(call, result);
    },
  });
}

/** `mdmkit devices update`, and the same for the other resources */
export function updateCommand(resource: Resource): Command {
  const schema = NAMES[resource].update;
  const options = optionsOf(propertiesOf(schema));
  const own = { ...BODY_OPTIONS, ...WRITE_OPTIONS };
  return defineCommand({
    name: `${resource} update`,
    summary: `Changes the given properties of a record and shows the updated record.`,
    arguments: ["ID"],
    options: { ...own, ...(resource === "devices" ? DEVICE_TYPE_OPTION : {}) },
    help: async (call) => ({ options: { ...own, ...(await typeHelp(call, resource)) } }),
    schemaOptions: specsOf(options),
    examples: [
      `mdmkit ${resource} update ${ID_EXAMPLE[resource]} --name "Reception" --dry-run`,
      `mdmkit ${resource} update 5f00000000000000000000a1 --json @changes.json`,
    ],
    async run(call, { arguments: [argument = ""], values, schemaValues }) {
      const properties = Object.keys(propertiesOf(schema));
      const body = await readBody(call.context, {
        json: values.json,
        clear: values.clear,
        options,
        values: schemaValues,
        properties,
      });
      if (Object.keys(body).length === 0)
        throw usageError("No changes are given.", "--help lists the properties that can be changed.");
      const session = await call.open();
      const { signal } = call.context;
      const calls = methodsOf(session.mdm, resource);
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      // Some properties are required in every update. Those that are not given keep their current values.
      const absent = requiredOf(schema).filter((name) => body[name] === undefined);
      const present = absent.length > 0 ? await calls.get(id, { remoteData: false, signal }) : {};
      const kept = Object.entries(present).filter(([name]) => absent.includes(name));
      const result = await calls.update(
        id,
        { ...Object.fromEntries(kept), ...body },
        { signal, dryRun: values["dry-run"] },
      );
      return writeOutcome(call, result);
    },
  });
}

const DELETE_OPTIONS = {
  ...WRITE_OPTIONS,
  confirm: {
    type: "text",
    value: "SERIAL",
    summary: "repeat the serial number or id to confirm; without it you are prompted",
  },
} as const satisfies OptionTable;

/** Only devices have serial numbers. */
const ID_CONFIRM = {
  confirm: {
    ...DELETE_OPTIONS.confirm,
    value: "ID",
    summary: "repeat the id to confirm; without it you are prompted",
  },
} as const satisfies OptionTable;

/** `mdmkit devices delete`, and the same for users and apps */
export function deleteCommand(resource: Resource): Command {
  const isDevice = resource === "devices";
  const options = {
    ...DELETE_OPTIONS,
    ...(isDevice ? {} : ID_CONFIRM),
    ...(isDevice ? DEVICE_TYPE_OPTION : {}),
  };
  return defineCommand({
    name: `${resource} delete`,
    summary: `Deletes a record at the vendor. This cannot be undone.`,
    arguments: ["ID"],
    options,
    help: async (call) => {
      const { type: _type, ...others }: OptionTable = options;
      return { options: { ...others, ...(await typeHelp(call, resource)) } };
    },
    examples: [
      `mdmkit ${resource} delete 5f00000000000000000000a1 --dry-run`,
      `mdmkit ${resource} delete 5f00000000000000000000a1 --confirm ${resource === "devices" ? "C02XL0AAJG5J" : "5f00000000000000000000a1"}`,
    ],
    async run(call, { arguments: [argument = ""], values }) {
      const session = await call.open();
      const { signal } = call.context;
      const calls = methodsOf(session.mdm, resource);
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      const dryRun = values["dry-run"];
      const read = () => calls.get(id, { remoteData: false, signal });
      const confirm = await readConfirmation(call.context, {
        action: "delete",
        hasSerial: resource === "devices",
        id,
        argument,
        option: values.confirm,
        dryRun,
        read,
      });
      const result = await calls.delete(id, { confirm, dryRun, signal });
      return writeOutcome(call, isObject(result) && "dry_run" in result ? result : { id, deleted: true });
    },
  });
}

const typeHelp = async (call: Call, resource: Resource): Promise<OptionTable> =>
  resource === "devices" ? deviceTypeHelp(await call.allSupport()) : {};
