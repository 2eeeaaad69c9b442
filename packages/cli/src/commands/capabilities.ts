import type { Capabilities } from "@mdmkit/unified";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { writeRows } from "../output/write-rows.ts";
import { kebab } from "../schema-options.ts";

/** `mdmkit capabilities` */
export const capabilitiesCommand = defineCommand({
  name: "capabilities",
  summary: "Shows what the vendor can do: operations, filters and device actions. Needs no credentials.",
  examples: ["mdmkit capabilities", "mdmkit capabilities --output json"],
  async run(call) {
    const capabilities = await call.capabilities();
    await writeRows(call, { rows: rowsOf(capabilities), json: capabilities });
    return EXIT.ok;
  },
});

type Row = { resource: string; kind: string; name: string; note: string };

function rowsOf({ devices, users }: Capabilities): Row[] {
  const actions = devices.actions.map(({ action, required_inputs: inputs }): Row => {
    const note = inputs.length > 0 ? `needs ${inputs.join(", ")}` : "";
    return { resource: "devices", kind: "action", name: kebab(action), note };
  });
  return [...resourceRows("devices", devices), ...actions, ...resourceRows("users", users)];
}

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
      const note = applied_by === "vendor" ? "applied by the vendor" : "applied here: every record is read";
      return { resource, kind: "filter", name: kebab(name), note };
    }),
  ];
}
