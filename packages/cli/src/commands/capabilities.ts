import type { Capabilities } from "@mdmkit/unified";
import { actionRules, hasAction, type VendorSupport } from "../account/vendor-support.ts";
import { defineCommand } from "../args/command.ts";
import { writeRows } from "../output/write-result.ts";
import { EXIT } from "../process/exit-code.ts";
import { RESOURCES } from "../resource.ts";
import { enumOf, kebab } from "../schema/input-options.ts";

/** `mdmkit capabilities` */
export const capabilitiesCommand = defineCommand({
  name: "capabilities",
  summary:
    "Lists the operations, filters and device actions a vendor supports. If no vendor is selected, compares the operations and actions of all vendors. Needs no credentials.",
  notes: ['"-" means that the vendor does not support it.'],
  examples: [
    "mdmkit capabilities",
    "mdmkit capabilities --vendor jumpcloud",
    "mdmkit capabilities --output json",
  ],
  async run(call) {
    const vendors = await call.allSupport();
    const [only, ...others] = vendors;
    if (only && others.length === 0) {
      await writeRows(call, { rows: rowsOf(only.capabilities), json: only.capabilities });
      return EXIT.ok;
    }
    const json = vendors.map(({ capabilities }) => capabilities);
    await writeRows(call, { rows: comparisonOf(vendors), json });
    await call.info("--vendor ID shows one vendor, with filters, and platforms and inputs of actions.");
    return EXIT.ok;
  },
});

/** A row for each capability, a column for each vendor. */
function comparisonOf(vendors: readonly VendorSupport[]): Record<string, string>[] {
  const row = (capability: string, supports: (vendor: VendorSupport) => boolean) =>
    vendors.some(supports)
      ? [
          {
            capability,
            ...Object.fromEntries(vendors.map((vendor) => [vendor.id, supports(vendor) ? "yes" : "-"])),
          },
        ]
      : [];
  return RESOURCES.flatMap((resource) => {
    const operations = enumOf("ResourceOperation").flatMap((name) =>
      row(`${resource} ${name}`, ({ capabilities }) =>
        capabilities[resource].operations.some((operation) => operation === name),
      ),
    );
    const actions = enumOf("DeviceActionName").flatMap((name) =>
      row(`${resource} ${kebab(name)}`, (vendor) => hasAction(vendor, name)),
    );
    const members =
      resource === "groups"
        ? GROUP_METHODS.flatMap((name) => row(`groups ${kebab(name)}`, hasMethod(name)))
        : [];
    return resource === "devices" ? [...operations, ...actions] : [...operations, ...members];
  });
}

/** What groups have beside the operations of all resources. */
const GROUP_METHODS = ["members", "criteria", "set_criteria", "add_members", "remove_members"] as const;

const hasMethod =
  (name: (typeof GROUP_METHODS)[number]) =>
  ({ capabilities }: VendorSupport): boolean =>
    capabilities.groups[name];

type Row = { resource: string; type: string; name: string; note: string };

function rowsOf({ devices, ...others }: Capabilities): Row[] {
  const actions = devices.actions.map((capability): Row => {
    const note = actionRules(capability, kebab).join("; ");
    return { resource: "devices", type: "action", name: kebab(capability.action), note };
  });
  const command: Row = {
    resource: "devices",
    type: "command",
    name: "command",
    note: "status of a device command",
  };
  return [
    ...resourceRows("devices", devices),
    ...actions,
    ...(devices.command_status ? [command] : []),
    ...RESOURCES.flatMap((resource) =>
      resource === "devices" ? [] : resourceRows(resource, others[resource]),
    ),
    ...GROUP_METHODS.flatMap((name) =>
      others.groups[name] ? [{ resource: "groups", type: "operation", name: kebab(name), note: "" }] : [],
    ),
  ];
}

const FILTER_NOTES: Record<Capabilities["users"]["filters"][number]["applied_by"], string> = {
  vendor: "applied by the vendor",
  both: "narrowed by the vendor, applied by mdmkit",
  mdmkit: "applied by mdmkit, which reads all records",
};

function resourceRows(
  resource: string,
  { operations, filters, is_list_partial }: Capabilities["users"],
): Row[] {
  const partial = is_list_partial ? "some fields only with get" : "";
  return [
    ...operations.map((name) => ({
      resource,
      type: "operation",
      name,
      note: name === "list" ? partial : "",
    })),
    ...filters.map(({ name, applied_by }) => {
      return { resource, type: "filter", name: kebab(name), note: FILTER_NOTES[applied_by] };
    }),
  ];
}
