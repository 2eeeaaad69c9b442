import type { Device, JoinedDevice } from "@mdmkit/unified";
import { COLUMNS } from "../../output/columns.ts";
import { toTable } from "../../output/table.ts";
import { quietProgram } from "../../process/program.ts";
import type { Style } from "../../process/style.ts";

/** A device and the name of the vendor's account it was read from. */
export type Found = { account: string; device: Device };
type FleetRow = JoinedDevice<Found>;

const ROWS_SHOWN = 20;

/** The fleet as a table. Devices that several vendors manage come first. */
export function fleetTable(
  fleet: readonly FleetRow[],
  { style, width, all }: Terminal & { all: boolean },
): string {
  const rows = fleet.map(({ device, records }) => ({ ...device, accounts: vendorsOf(records) }));
  const ordered = rows.toSorted(
    (one, other) => Number(other.accounts.includes("+")) - Number(one.accounts.includes("+")),
  );
  const shown = all ? ordered : ordered.slice(0, ROWS_SHOWN);
  const vendors = new Set(fleet.flatMap(({ records }) => records.map(({ account }) => account))).size;
  const shareText = (row: object) => `${vendorText(row).split(" + ").length} of ${vendors}`;
  const own = COLUMNS.devices.filter(({ title }) => title !== "ID");
  const columns = [...own, { title: "VENDOR", text: vendorText, short: shareText, least: 6 }];
  const more = rows.length - shown.length;
  const rest = more > 0 ? style("dim", `… ${more} more devices (use --all)\n`) : "";
  return `${toTable(shown, { columns, width, style })}${rest}\n`;
}

const vendorText = (row: object): string => String(Reflect.get(row, "accounts"));

const vendorsOf = (records: FleetRow["records"]): string =>
  [...new Set(records.map(({ account }) => account))].sort().join(" + ");

type Terminal = { readonly style: Style; readonly width: number | undefined };
type Row = { platform: string; devices: number; encrypted: number; unencrypted: number; unknown: number };

/** Counts the devices of each platform by disk encryption. */
export function fleetSummary(devices: readonly Device[], { style, width }: Terminal): string {
  const platforms = [...new Set(devices.map(platformOf))];
  const rows = platforms
    .map((platform) =>
      rowOf(
        platform,
        devices.filter((device) => platformOf(device) === platform),
      ),
    )
    .sort((one, other) => other.devices - one.devices);
  const column = (title: string, name: keyof Row) => ({ title, text: (row: object) => numberAt(row, name) });
  const columns = [
    column("PLATFORM", "platform"),
    column("DEVICES", "devices"),
    column("ENCRYPTED", "encrypted"),
    column("NOT ENCRYPTED", "unencrypted"),
    column("UNKNOWN", "unknown"),
  ];
  return `${toTable([...rows, rowOf("all", devices)], { columns, width, style })}\n`;
}

const platformOf = ({ platform }: Device): string => platform ?? "unknown";

function rowOf(platform: string, devices: readonly Device[]): Row {
  const count = (test: (value: Device["disk_encryption"]) => boolean) =>
    devices.filter((device) => test(device.disk_encryption)).length;
  return {
    platform,
    devices: devices.length,
    encrypted: count((value) => value === true),
    unencrypted: count((value) => value === false),
    unknown: count((value) => value === undefined || value === null),
  };
}

const numberAt = (row: object, name: string): string =>
  String(Object.entries(row).find(([key]) => key === name)?.[1] ?? "");

/** Example commands for the sandbox fleet. They work as printed. */
export function nextSteps(
  devices: readonly Device[],
  { style, width: room, program }: Terminal & { readonly program: string },
): string {
  const mac = devices.find(({ platform, serial_number }) => platform === "macos" && serial_number);
  const steps = [
    [`${program} devices list --sandbox --platform macos`, "filter"],
    ...(mac
      ? [[`${program} devices get --sandbox serial:${mac.serial_number}`, "one device with all fields"]]
      : []),
    ...(mac
      ? [
          [
            `${program} devices restart --sandbox serial:${mac.serial_number} --dry-run`,
            "an action, without sending it",
          ],
        ]
      : []),
    [`${quietProgram(program)} devices list --sandbox --output json --limit 2`, "JSON output"],
    [`${program} init`, "set up your own account"],
  ];
  const width = Math.max(...steps.map(([command = ""]) => command.length));
  const lines = steps.map(([command = "", what = ""]) => {
    const comment = `  # ${what}`;
    const hasRoom = room === undefined || 2 + width + comment.length <= room;
    return `  ${hasRoom ? command.padEnd(width) + style("dim", comment) : command}\n`;
  });
  return `${style("bold", "Try next")}\n${lines.join("")}`;
}
