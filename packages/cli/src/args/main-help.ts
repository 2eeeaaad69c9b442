import { readVersion } from "../process/program.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { EXIT_TEXT, optionRows, page, type Terminal } from "./help.ts";

/** `mdmkit --help` */
export async function mainHelp(terminal: Terminal): Promise<string> {
  return page(terminal, [
    { text: `mdmkit ${await readVersion()}: manage devices and users of any MDM vendor.` },
    { title: "Usage", text: "mdmkit COMMAND [options]" },
    {
      title: "Commands",
      rows: [
        ["demo", "Lists sample devices from local sandboxes; needs no account"],
        ["init, vendors", "Adds an account; lists supported vendors and their variables"],
        ["check, doctor", "Verifies the credentials; finds out what prevents their use"],
        ["capabilities", "Lists the operations and actions that vendors support"],
        ["devices list|export", "Lists devices, with filters; writes all of them to a file"],
        ["devices get|update|delete ID", "Shows, changes or deletes a device, by id or serial:NUMBER"],
        ["devices ACTION ID", "Locks, erases, restarts and more: see devices --help"],
        ["devices command ID COMMAND_ID", "Shows the status of a device command"],
        ["users list|get|create|update|delete", "Users of the MDM"],
        ["apps|organizations|groups list|get", "Installed apps; tenants; groups and their members"],
        ["raw [OPERATION]", "Lists the operations of a vendor's own API, or calls one"],
        ["report, mcp", "Prints an HTML page about a fleet; serves tools for agents"],
        ["gateway", "Serves the unified API over HTTP, or administers a server"],
        ["fleet list|changes|history", "Shows what a gateway has stored of fleets, and what changed"],
      ],
    },
    { title: "Options of every command", rows: optionRows(GLOBAL_OPTIONS) },
    { title: "Exit codes", text: EXIT_TEXT },
    {
      title: "Examples",
      rows: [
        ["mdmkit devices list --sandbox --platform macos", ""],
        ["mdmkit devices list --fields name,owner.name --output csv > devices.csv", ""],
        ["mdmkit devices restart serial:C02XL0AAJG5J --dry-run", ""],
      ],
    },
  ]);
}
