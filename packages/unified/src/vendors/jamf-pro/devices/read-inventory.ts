import type { ComputerSection, MobileDeviceSection } from "@mdmkit/jamf-pro";
import { MdmError } from "@mdmkit/runtime";
import { number, type PrimaryCall, text } from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";
import { invalidResponse, notFound } from "../api/errors.ts";
import type { JamfProComputer, JamfProDeviceRecord, JamfProMobileDevice } from "../api/record.ts";
import type { JamfProReadApi } from "../generated/api/client.ts";
import type { Inventory } from "./inventory.ts";

/** What a read is for, which says the sections it needs. */
type Detail = "full" | "identity" | "apps" | "count";

/** APPLICATIONS would be most of a response, and feeds apps only. */
const COMPUTER_SECTIONS: Record<Detail, ComputerSection[]> = {
  full: [
    "GENERAL",
    "HARDWARE",
    "OPERATING_SYSTEM",
    "USER_AND_LOCATION",
    "PURCHASING",
    "SECURITY",
    "DISK_ENCRYPTION",
    "STORAGE",
    "SOFTWARE_UPDATES",
    "GROUP_MEMBERSHIPS",
    "EXTENSION_ATTRIBUTES",
  ],
  identity: ["GENERAL", "HARDWARE"], // names and routes it: ids, serial number, platform, what commands depend on
  apps: ["GENERAL", "APPLICATIONS"],
  count: ["GENERAL"],
};

const MOBILE_SECTIONS: Record<Detail, MobileDeviceSection[]> = {
  full: [
    "GENERAL",
    "HARDWARE",
    "USER_AND_LOCATION",
    "PURCHASING",
    "SECURITY",
    "NETWORK",
    "SERVICE_SUBSCRIPTIONS",
    "GROUPS",
    "EXTENSION_ATTRIBUTES",
  ],
  identity: ["GENERAL", "HARDWARE"],
  apps: ["GENERAL", "HARDWARE", "APPLICATIONS"], // the model distinguishes an iPad from an iPhone
  count: ["GENERAL"],
};

type Options = PrimaryCall | undefined;
type PageQuery = { page: number; size: number; filter: string | undefined; detail: Detail };

export type DevicePage = { items: readonly (JamfProDeviceRecord | null)[]; total: number | undefined };

export type InventoryReader = {
  page(kind: DeviceKind, page: PageQuery, options: Options): Promise<DevicePage>;
  /** How many devices of a kind there are. */
  count(kind: DeviceKind, filter: string | undefined, options: Options): Promise<number | undefined>;
  one(kind: DeviceKind, id: string, detail: Detail, options: Options): Promise<JamfProDeviceRecord>;
};

/** Reads devices of either kind, each in a stable order and with the sections that are used. */
export function createInventoryReader(client: JamfProReadApi, inventory: Inventory): InventoryReader {
  async function listComputers({ page, size, filter, detail }: PageQuery, options: Options) {
    const section = COMPUTER_SECTIONS[detail];
    const query = { section, page, "page-size": size, sort: "id:asc", filter };
    return checked(await inventory.list(query, options), "listComputers");
  }

  async function listMobile({ page, size, filter, detail }: PageQuery, options: Options) {
    const paging = { page, "page-size": size, sort: "mobileDeviceId:asc" };
    // One record that Jamf cannot read would otherwise fail the page.
    const leniently = { "exception-handling": "LENIENT" as const };
    const query = { section: MOBILE_SECTIONS[detail], ...paging, filter, ...leniently };
    return checked(await client.listMobileDeviceDetails({ query }, options), "listMobileDeviceDetails");
  }

  async function oneMobile(id: string, detail: Detail, options: Options) {
    const page = { page: 0, size: 1, filter: `mobileDeviceId==${id}`, detail };
    const { items } = await listMobile(page, options);
    const [device] = items;
    if (device) return whole(device, device.mobileDeviceId, "listMobileDeviceDetails");
    throw notFound(
      "listMobileDeviceDetails",
      "the mobile device does not exist, or this role cannot see it.",
    );
  }

  const readPage: InventoryReader["page"] = (kind, page, options) =>
    kind === "computer" ? listComputers(page, options) : listMobile(page, options);

  return {
    page: readPage,
    async count(kind, filter, options) {
      try {
        return (await readPage(kind, { page: 0, size: 1, filter, detail: "count" }, options)).total;
      } catch (error) {
        // The one record on the page may be one that the server cannot serve.
        if (MdmError.is(error) && error.status === 500) return undefined;
        throw error;
      }
    },
    async one(kind, id, detail, options) {
      if (kind === "mobile") return oneMobile(id, detail, options);
      const computer = await inventory.get(id, { section: COMPUTER_SECTIONS[detail] }, options);
      return whole(computer, computer?.id, "getComputer");
    },
  };
}

type PageResponse<Item> = { totalCount?: number; results?: readonly Item[] } | undefined;

function checked<Item extends JamfProComputer | JamfProMobileDevice>(
  response: PageResponse<Item>,
  operation: string,
) {
  const items = response?.results;
  if (!Array.isArray(items)) throw invalidResponse(operation, "the response has no `results`.");
  return { items, total: number(response?.totalCount) ?? undefined };
}

function whole<Item extends JamfProDeviceRecord>(
  device: Item,
  id: string | undefined,
  operation: string,
): Item {
  if (text(id)) return device;
  throw invalidResponse(operation, "the response contains no record.");
}
