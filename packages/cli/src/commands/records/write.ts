import { type Command, defineCommand } from "../../args/command.ts";
import { usageError } from "../../process/command-error.ts";
import type { Resource } from "../../resource.ts";
import { DEVICE_TYPE_OPTION } from "../../schema/device-type-option.ts";
import { kebab, specsOf } from "../../schema/input-options.ts";
import { BODY_OPTIONS, bodySchema, readBody } from "../../schema/read-body.ts";
import { findId, methodsOf } from "./find-id.ts";
import { WRITE_OPTIONS, writeOutcome } from "./write-outcome.ts";

/** Resources with records that some vendor creates and updates, with their bodies in the unified document. */
const BODIES = {
  devices: { create: "DeviceCreate", update: "DeviceUpdate" },
  users: { create: "UserCreate", update: "UserUpdate" },
  apps: { create: "AppCreate", update: "AppUpdate" },
  organizations: { create: "OrganizationCreate", update: "OrganizationUpdate" },
  groups: { create: "GroupCreate", update: "GroupUpdate" },
} as const satisfies Partial<Record<Resource, object>>;
export type Written = keyof typeof BODIES;

/** Options of a new record, in examples. */
const NEW_EXAMPLE: Record<Written, string> = {
  devices: '--name "Front desk"',
  users: '--name "Ada Lovelace" --email ada@example.com',
  apps: "--name Notes --version 1.4.2 --app-id com.example.notes",
  organizations: '--name "Branch office"',
  groups: '--name "Loan pool"',
};

/** An existing record, in examples. */
const ID_EXAMPLE: Record<Written, string> = {
  devices: "serial:C02XL0AAJG5J",
  users: "email:ada@example.com",
  apps: "42",
  organizations: "7",
  groups: "7",
};

const OWN_OPTIONS = { ...BODY_OPTIONS, ...WRITE_OPTIONS };

/** `mdmkit users create`, and the same for the other resources */
export function createCommand(resource: Written): Command {
  const schema = bodySchema(BODIES[resource].create);
  return defineCommand({
    name: `${resource} create`,
    summary: `Creates a record of ${resource} and shows it.`,
    options: OWN_OPTIONS,
    schemaOptions: specsOf(schema.options),
    examples: [`mdmkit ${resource} create ${NEW_EXAMPLE[resource]} --dry-run`],
    async run(call, { values, schemaValues }) {
      const body = await readBody(call.context, schema, { values, schemaValues });
      const missing = schema.required.find((name) => body[name] === undefined);
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
export function updateCommand(resource: Written): Command {
  const schema = bodySchema(BODIES[resource].update);
  const isDevice = resource === "devices";
  return defineCommand({
    name: `${resource} update`,
    summary: `Changes the given properties of a record and shows the updated record.`,
    arguments: ["ID"],
    options: { ...OWN_OPTIONS, ...(isDevice ? DEVICE_TYPE_OPTION : {}) },
    schemaOptions: specsOf(schema.options),
    examples: [
      `mdmkit ${resource} update ${ID_EXAMPLE[resource]} --name "Reception" --dry-run`,
      `mdmkit ${resource} update 5f00000000000000000000a1 --json @changes.json`,
    ],
    async run(call, { arguments: [argument = ""], values, schemaValues }) {
      const body = await readBody(call.context, schema, { values, schemaValues });
      if (Object.keys(body).length === 0)
        throw usageError("No changes are given.", "--help lists the properties that can be changed.");
      const session = await call.open();
      const { signal } = call.context;
      const methods = methodsOf(session.mdm, resource);
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      // Some properties are required in every update. Those that are not given keep their current values.
      const absent = schema.required.filter((name) => body[name] === undefined);
      const current = absent.length > 0 ? await methods.get(id, { remoteData: false, signal }) : {};
      const kept = Object.entries(current).filter(([name]) => absent.includes(name));
      const changes = { ...Object.fromEntries(kept), ...body };
      return writeOutcome(
        call,
        await methods.update(id, changes, { type, signal, dryRun: values["dry-run"] }),
      );
    },
  });
}
