import { confirmation } from "../../account/confirm.ts";
import type { Call } from "../../args/call.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import type { Resource } from "../../output/columns.ts";
import { isObject } from "../../output/value.ts";
import { usageError } from "../../process/problem.ts";
import { KIND_OPTION, kindHelp } from "../../schema/kind-option.ts";
import { BODY_OPTIONS, readBody } from "../../schema/read-body.ts";
import { kebab, optionsOf, propertiesOf, requiredOf, specsOf } from "../../schema/schema-options.ts";
import { callsOf, findId } from "./find-id.ts";
import { WRITE_OPTIONS, writeOutcome } from "./write-outcome.ts";

const SCHEMAS: Record<Resource, { create: string; update: string }> = {
  devices: { create: "DeviceCreate", update: "DeviceUpdate" },
  users: { create: "UserCreate", update: "UserUpdate" },
  apps: { create: "AppCreate", update: "AppUpdate" },
  organizations: { create: "OrganizationCreate", update: "OrganizationUpdate" },
};

/** What stands for a new record, and for one that is there, in examples. */
const NEW: Record<Resource, string> = {
  devices: '--name "Front desk"',
  users: '--name "Ada Lovelace" --email ada@example.com',
  apps: "--name Notes --version 1.4.2 --app-id com.example.notes",
  organizations: '--name "Branch office"',
};
const ONE: Record<Resource, string> = {
  devices: "serial:C02XL0AAJG5J",
  users: "email:ada@example.com",
  apps: "42",
  organizations: "7",
};

/** `mdmkit users create` */
export function createCommand(resource: Resource): Command {
  const schema = SCHEMAS[resource].create;
  const options = optionsOf(propertiesOf(schema));
  return defineCommand({
    name: `${resource} create`,
    summary: `Creates one of the ${resource} and shows it.`,
    options: { ...BODY_OPTIONS, ...WRITE_OPTIONS },
    extra: specsOf(options),
    examples: [`mdmkit ${resource} create ${NEW[resource]} --dry-run`],
    async run(call, { values, extra }) {
      const properties = Object.keys(propertiesOf(schema));
      const body = await readBody(call.context, {
        json: values.json,
        clear: values.clear,
        options,
        values: extra,
        properties,
      });
      const missing = requiredOf(schema).find((name) => body[name] === undefined);
      if (missing)
        throw usageError(
          `A new record needs ${missing}.`,
          `--${missing === "emails" ? "email" : kebab(missing)}, or --json.`,
        );
      const { mdm } = await call.open();
      const result = await callsOf(mdm, resource).create(body, {
        signal: call.context.signal,
        dryRun: values["dry-run"],
      });
      return writeOutcome(call, result);
    },
  });
}

/** `mdmkit devices update` and the same of every other resource */
export function updateCommand(resource: Resource): Command {
  const schema = SCHEMAS[resource].update;
  const options = optionsOf(propertiesOf(schema));
  const own = { ...BODY_OPTIONS, ...WRITE_OPTIONS };
  return defineCommand({
    name: `${resource} update`,
    summary: `Changes what is given, leaves the rest, and shows the record as it is afterwards.`,
    arguments: ["ID"],
    options: { ...own, ...(resource === "devices" ? KIND_OPTION : {}) },
    help: async (call) => ({ options: { ...own, ...(await kindsFor(call, resource)) } }),
    extra: specsOf(options),
    examples: [
      `mdmkit ${resource} update ${ONE[resource]} --name "Reception" --dry-run`,
      `mdmkit ${resource} update 5f00000000000000000000a1 --json @changes.json`,
    ],
    async run(call, { arguments: [argument = ""], values, extra }) {
      const properties = Object.keys(propertiesOf(schema));
      const body = await readBody(call.context, {
        json: values.json,
        clear: values.clear,
        options,
        values: extra,
        properties,
      });
      if (Object.keys(body).length === 0)
        throw usageError("There is nothing to change.", "--help lists what can be.");
      const session = await call.open();
      const { signal } = call.context;
      const calls = callsOf(session.mdm, resource);
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      // The document demands some properties in every update; what is not given stays as it is.
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
    summary: "the device's serial number or id, again; without it you are asked",
  },
} as const satisfies OptionTable;

/** Only devices have serial numbers. */
const ID_CONFIRM = {
  confirm: {
    ...DELETE_OPTIONS.confirm,
    value: "ID",
    summary: "the record's id, again; without it you are asked",
  },
} as const satisfies OptionTable;

/** `mdmkit devices delete` and the same of users and apps */
export function deleteCommand(resource: Resource): Command {
  const isDevice = resource === "devices";
  const options = { ...DELETE_OPTIONS, ...(isDevice ? {} : ID_CONFIRM), ...(isDevice ? KIND_OPTION : {}) };
  return defineCommand({
    name: `${resource} delete`,
    summary: `Removes the record at the vendor. It cannot be brought back.`,
    arguments: ["ID"],
    options,
    help: async (call) => {
      const { type: _type, ...others }: OptionTable = options;
      return { options: { ...others, ...(await kindsFor(call, resource)) } };
    },
    examples: [
      `mdmkit ${resource} delete 5f00000000000000000000a1 --dry-run`,
      `mdmkit ${resource} delete 5f00000000000000000000a1 --confirm ${resource === "devices" ? "C02XL0AAJG5J" : "5f00000000000000000000a1"}`,
    ],
    async run(call, { arguments: [argument = ""], values }) {
      const session = await call.open();
      const { signal } = call.context;
      const calls = callsOf(session.mdm, resource);
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      const dryRun = values["dry-run"];
      const read = () => calls.get(id, { remoteData: false, signal });
      const confirm = await confirmation(call, {
        action: "delete",
        hasSerial: resource === "devices",
        id,
        argument,
        given: values.confirm,
        dryRun,
        read,
      });
      const result = await calls.delete(id, { confirm, dryRun, signal });
      return writeOutcome(call, isObject(result) && "dry_run" in result ? result : { id, deleted: true });
    },
  });
}

const kindsFor = async (call: Call, resource: Resource): Promise<OptionTable> =>
  resource === "devices" ? kindHelp(await call.abilities()) : {};
