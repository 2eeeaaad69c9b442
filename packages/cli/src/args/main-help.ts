import type { Output } from "../process/context.ts";
import { COMMAND, readVersion } from "../process/invocation.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { EXIT_TEXT, optionRows, page } from "./help.ts";

/** The one screen a newcomer sees first. */
export async function mainHelp(terminal: Pick<Output, "color" | "columns">): Promise<string> {
  return page(terminal, [
    {
      text: `mdmkit ${await readVersion()}: one command line for every MDM. Usage: ${COMMAND} COMMAND [options]`,
    },
    {
      title: "Commands",
      rows: [
        ["demo", "read a made-up fleet over HTTP on this machine; needs no account"],
        ["vendors", "known vendors, and the environment variables each reads"],
        ["check", "are the credentials good, and whose are they"],
        ["capabilities", "what each vendor can do, or the one chosen"],
        ["devices list", "all devices, or those that pass filters"],
        ["devices get|update|delete ID", "one device, by id or serial:NUMBER"],
        ["devices ACTION ID", "lock, erase, restart and more: devices --help"],
        ["devices command ID COMMAND_ID", "where a command stands"],
        ["users list|get|create|update|delete", "people"],
        ["apps list|get", "installed software, of one device or of all"],
        ["organizations list|get", "tenants and sites that records belong to"],
        ["gateway", "serve all of this over HTTP, for services in any language"],
        ["gateway accounts|tokens|audit", "look after a gateway that runs: gateway --help"],
      ],
    },
    { title: "Options of every command", rows: optionRows(GLOBAL_OPTIONS) },
    { title: "Exit codes", text: EXIT_TEXT },
    {
      title: "Examples",
      rows: [
        [`${COMMAND} devices list --sandbox --platform macos`, ""],
        [`${COMMAND} devices list --fields name,owner.name --output csv > devices.csv`, ""],
        [`${COMMAND} devices restart serial:C02XL0AAJG5J --dry-run`, ""],
      ],
    },
  ]);
}
