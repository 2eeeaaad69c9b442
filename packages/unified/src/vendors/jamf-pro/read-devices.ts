import type { ComputerSection, MobileDeviceSection } from "@mdmkit/jamf-pro";
import { InvalidResponseError, NotFoundError } from "@mdmkit/runtime";
import { number, text } from "../../mapping/values.ts";
import type { PrimaryCall } from "../../vendor.ts";
import type { JamfProApi } from "./client.ts";
import type { Kind } from "./device-id.ts";
import type { Inventory } from "./inventory.ts";
import type { JamfProComputer, JamfProDevice, JamfProMobileDevice } from "./record.ts";

/** What feeds unified fields. APPLICATIONS would be most of an answer and feeds none. */
const COMPUTER_SECTIONS: ComputerSection[] = [
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
];

const MOBILE_SECTIONS: MobileDeviceSection[] = [
  "GENERAL",
  "HARDWARE",
  "USER_AND_LOCATION",
  "PURCHASING",
  "SECURITY",
  "NETWORK",
  "SERVICE_SUBSCRIPTIONS",
  "GROUPS",
  "EXTENSION_ATTRIBUTES",
];

/** Names and routes a device: its ids, serial number, platform and what commands depend on. */
const IDENTITY_SECTIONS: ("GENERAL" | "HARDWARE")[] = ["GENERAL", "HARDWARE"];

type Options = PrimaryCall | undefined;
type PageQuery = { page: number; size: number; filter: string | undefined };

export type DevicePage = { items: readonly JamfProDevice[]; total: number | undefined };

export type DeviceReader = {
  page(kind: Kind, page: PageQuery, options: Options): Promise<DevicePage>;
  /** How many devices of a kind there are. */
  count(kind: Kind, filter: string | undefined, options: Options): Promise<number | undefined>;
  one(kind: Kind, id: string, detail: "full" | "identity", options: Options): Promise<JamfProDevice>;
};

/** Reads devices of either kind, each in a stable order and with the sections that are used. */
export function createDeviceReader(client: JamfProApi, inventory: Inventory): DeviceReader {
  async function listComputers(
    { page, size, filter }: PageQuery,
    sections: ComputerSection[],
    options: Options,
  ) {
    const query = { section: sections, page, "page-size": size, sort: "id:asc", filter };
    return checked(await inventory.list(query, options), "listComputers");
  }

  async function listMobile(
    { page, size, filter }: PageQuery,
    sections: MobileDeviceSection[],
    options: Options,
  ) {
    const paging = { page, "page-size": size, sort: "mobileDeviceId:asc" };
    // One record that Jamf cannot read would otherwise fail the page.
    const query = { section: sections, ...paging, filter, "exception-handling": "LENIENT" as const };
    return checked(await client.listMobileDeviceDetails({ query }, options), "listMobileDeviceDetails");
  }

  async function oneMobile(id: string, sections: MobileDeviceSection[], options: Options) {
    const page = { page: 0, size: 1, filter: `mobileDeviceId==${id}` };
    const { items } = await listMobile(page, sections, options);
    const [device] = items;
    if (device) return whole(device, device.mobileDeviceId, "listMobileDeviceDetails");
    const facts = { vendor: "jamf-pro", operation: "listMobileDeviceDetails", status: 404 };
    throw new NotFoundError("there is no such mobile device, or this role does not see it.", facts);
  }

  return {
    page: (kind, page, options) =>
      kind === "computer"
        ? listComputers(page, COMPUTER_SECTIONS, options)
        : listMobile(page, MOBILE_SECTIONS, options),
    async count(kind, filter, options) {
      const page = { page: 0, size: 1, filter };
      const { total } = await (kind === "computer"
        ? listComputers(page, ["GENERAL"], options)
        : listMobile(page, ["GENERAL"], options));
      return total;
    },
    async one(kind, id, detail, options) {
      const identity = detail === "identity";
      if (kind === "mobile") return oneMobile(id, identity ? IDENTITY_SECTIONS : MOBILE_SECTIONS, options);
      const section = identity ? IDENTITY_SECTIONS : COMPUTER_SECTIONS;
      const computer = await inventory.get(id, { section }, options);
      return whole(computer, computer?.id, "getComputer");
    },
  };
}

type Answer<Item> = { totalCount?: number; results?: readonly Item[] } | undefined;

function checked<Item extends JamfProComputer | JamfProMobileDevice>(
  answer: Answer<Item>,
  operation: string,
) {
  const items = answer?.results;
  if (!Array.isArray(items)) throw unusable("the answer holds no `results`.", operation);
  return { items, total: number(answer?.totalCount) ?? undefined };
}

function whole<Item extends JamfProDevice>(device: Item, id: string | undefined, operation: string): Item {
  if (text(id)) return device;
  throw unusable("the answer holds no record.", operation);
}

function unusable(message: string, operation: string): InvalidResponseError {
  const text = `${message} Is this Jamf Pro's API?`;
  return new InvalidResponseError(text, { vendor: "jamf-pro", operation, reason: "shape" });
}
