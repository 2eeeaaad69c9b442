import type { Capabilities } from "@mdmkit/unified";
import { type Ability, hasAction } from "../account/ability.ts";
import { defineCommand } from "../args/command.ts";
import { RESOURCES } from "../output/columns.ts";
import { writeRows } from "../output/write-rows.ts";
import { EXIT } from "../process/exit-code.ts";
import { enumOf, kebab } from "../schema/schema-options.ts";

/** `mdmkit capabilities` */
export const capabilitiesCommand = defineCommand({
  name: "capabilities",
  summary:
    "Shows what the vendor can do: operations, filters and device actions; without credentials and --vendor, every vendor's operations and actions side by side. Needs no credentials.",
  notes: ['"-" means that the vendor cannot.'],
  examples: [
    "mdmkit capabilities",
    "mdmkit capabilities --vendor jumpcloud",
    "mdmkit capabilities --output json",
  ],
  async run(call) {
    const abilities = await call.abilities();
    const [only, ...others] = abilities;
    if (only && others.length === 0) {
      await writeRows(call, { rows: rowsOf(only.capabilities), json: only.capabilities });
      return EXIT.ok;
    }
    const json = abilities.map(({ capabilities }) => capabilities);
    await writeRows(call, { rows: matrixOf(abilities), json });
    await call.tell("--vendor ID shows one vendor with its filters and the inputs its actions need.");
    return EXIT.ok;
  },
});

/** A capability a row, a vendor a column. */
function matrixOf(abilities: readonly Ability[]): Record<string, string>[] {
  const row = (capability: string, has: (ability: Ability) => boolean) =>
    abilities.some(has)
      ? [
          {
            capability,
            ...Object.fromEntries(abilities.map((ability) => [ability.id, has(ability) ? "yes" : "-"])),
          },
        ]
      : [];
  return RESOURCES.flatMap((group) => {
    const operations = enumOf("ResourceOperation").flatMap((name) =>
      row(`${group} ${name}`, ({ capabilities }) =>
        capabilities[group].operations.some((operation) => operation === name),
      ),
    );
    const actions = enumOf("DeviceActionName").flatMap((name) =>
      row(`${group} ${kebab(name)}`, (ability) => hasAction(ability, name)),
    );
    return group === "devices" ? [...operations, ...actions] : operations;
  });
}

type Row = { resource: string; kind: string; name: string; note: string };

function rowsOf({ devices, ...others }: Capabilities): Row[] {
  const actions = devices.actions.map(({ action, required_inputs: inputs }): Row => {
    const note = inputs.length > 0 ? `needs ${inputs.join(", ")}` : "";
    return { resource: "devices", kind: "action", name: kebab(action), note };
  });
  const command: Row = {
    resource: "devices",
    kind: "command",
    name: "command",
    note: "tells where it stands",
  };
  return [
    ...resourceRows("devices", devices),
    ...actions,
    ...(devices.command_status ? [command] : []),
    ...RESOURCES.flatMap((group) => (group === "devices" ? [] : resourceRows(group, others[group]))),
  ];
}

const FILTER_NOTES: Record<Capabilities["users"]["filters"][number]["applied_by"], string> = {
  vendor: "applied by the vendor",
  both: "narrowed by the vendor, checked here",
  mdmkit: "applied here: every record is read",
};

function resourceRows(
  resource: string,
  { operations, filters, is_list_partial }: Capabilities["users"],
): Row[] {
  const partial = is_list_partial ? "some fields only with get" : "";
  return [
    ...operations.map((name) => ({
      resource,
      kind: "operation",
      name,
      note: name === "list" ? partial : "",
    })),
    ...filters.map(({ name, applied_by }) => {
      return { resource, kind: "filter", name: kebab(name), note: FILTER_NOTES[applied_by] };
    }),
  ];
}
