import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import {
  type DeviceCreate,
  given,
  hardwareId,
  idAt,
  macAddresses,
  type Platform,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import { unifiedId } from "../api/device-id.ts";
import { invalidInput } from "../api/errors.ts";
import type { JamfProPlan } from "../generated/api/client.ts";
import { readPerson } from "../users/person.ts";
import type { UserReader } from "../users/read-users.ts";

/** What a computer's record can be created with. Mobile devices are created by enrolling. */
export type JamfProDeviceCreate = Pick<
  DeviceCreate,
  "name" | "asset_tag" | "serial_number" | "udid" | "owner" | "organization" | "remote_data"
> & {
  platform?: keyof typeof PLATFORM | null;
  /** Two at most: of the network adapter, and of another one. */
  mac_addresses?: string[] | null;
};

type General = JamfProSchemas["ComputerGeneralCreateV4"];

const PLATFORM = { macos: "MAC", windows: "WINDOWS" } as const satisfies {
  [Name in Platform]?: General["platform"];
};

/** Plans the record of a computer, by an operation that servers have from 11.30 on. It enrolls nothing. */
export function createDeviceCreatePlanner({ users }: { users: UserReader }) {
  return async (input: JamfProDeviceCreate): Promise<JamfProPlan> => {
    const { owner } = input;
    const body = {
      ...(input.udid != null && { udid: identifying("udid", input.udid, hardwareId) }),
      general: generalOf(input),
      hardware: hardwareOf(input),
      ...(owner != null && { userAndLocation: await readPerson(users, idOf("owner", owner)) }),
    };
    return { operation: "createComputer", body, recordId: computerId };
  };
}

function generalOf({ name, asset_tag, platform, organization }: JamfProDeviceCreate): General {
  if (platform != null && !Object.hasOwn(PLATFORM, platform))
    throw refused(
      `\`platform\` must be one of ${Object.keys(PLATFORM).join(", ")}. Mobile devices are created by enrolling.`,
    );
  return {
    name,
    ...given({ assetTag: asset_tag }),
    ...(platform != null && { platform: PLATFORM[platform] }),
    ...(organization != null && { siteId: idOf("organization", organization) }),
  };
}

function hardwareOf({
  serial_number,
  mac_addresses,
}: JamfProDeviceCreate): JamfProSchemas["ComputerHardwareCreate"] {
  const wanted = mac_addresses ?? [];
  const known = macAddresses(wanted) ?? [];
  const [macAddress, altMacAddress, ...more] = known;
  if (known.length < wanted.length || more.length > 0)
    throw refused("`mac_addresses` must be one or two different addresses such as 00:1b:63:84:45:e6.");
  return {
    ...(serial_number != null && { serialNumber: identifying("serial_number", serial_number, serialNumber) }),
    ...given({ macAddress, altMacAddress }),
  };
}

/** A placeholder that many computers have would read as absent. */
function identifying(name: string, value: string, read: typeof serialNumber): string {
  if (read(value) === value) return value;
  throw refused(
    `\`${name}\` must identify one computer. The value is a placeholder, or has blanks around it.`,
  );
}

function idOf(name: string, ref: { readonly id?: unknown }): string {
  const id = typeof ref.id === "string" ? text(ref.id) : undefined;
  if (id != null) return id;
  throw refused(`\`${name}\` must have an \`id\`.`);
}

function computerId(response: unknown): string | undefined {
  const id = idAt(response, "id");
  return id && unifiedId("computer", id);
}

const refused = (message: string) => invalidInput("devices.create", message);
