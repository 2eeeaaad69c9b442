import { schemas } from "@mdmkit/intune/schemas";
import { asEnrolled } from "../../engine/document/blank.ts";
import { createLinks, type Links } from "../../engine/operations/links.ts";
import { type Collection, createCollection } from "../../engine/records/collection.ts";
import { createTable } from "../../engine/records/table.ts";
import { type Row, textOf } from "../../engine/records/values.ts";
import { createTokens, type Tokens } from "../../engine/vendor/tokens.ts";
import type { VendorContext } from "../../engine/vendor/vendor-model.ts";
import type { PhysicalDevice } from "../../fleet/device.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { enrolledAs } from "../../fleet/places.ts";
import { appsOn, type FoundApp } from "./apps.ts";
import { guid, indexOfId } from "./ids.ts";
import type { IntuneOptions } from "./options.ts";
import { renderDetails, renderDevice, renderProtection, time } from "./render/device.ts";
import { renderUser } from "./render/user.ts";

/** The state of the fake Intune. Change it to simulate changes by others. */
export type IntuneState = {
  readonly tenantId: string;
  /** Devices, with all that a selection can fill. */
  readonly devices: Collection;
  /** What beta has in addition, and what Defender reports, by the same ids. */
  readonly details: Collection;
  readonly protection: Collection;
  /** The objects of devices in the directory. */
  readonly directoryDevices: Collection;
  readonly users: Collection;
  readonly groups: Collection;
  readonly categories: Collection;
  readonly compliancePolicies: Collection;
  readonly configurations: Collection;
  readonly mobileApps: Collection;
  readonly organization: Collection;
  /** Which objects of devices are in which groups. */
  readonly links: Links;
  readonly tokens: Tokens;
  readonly fleet: Fleet;
  /** What was found on a device. */
  appsOn(deviceId: string): FoundApp[];
};

const CATEGORIES = ["Sales", "Engineering"];
const GROUPS: readonly Group[] = [
  { displayName: "All company devices" },
  { displayName: "Pilot" },
  { displayName: "Kiosks" },
  {
    displayName: "Windows",
    rule: '(device.deviceOSType -eq "Windows")',
    fits: ({ platform }) => platform === "windows",
  },
  {
    displayName: "Not from Apple",
    rule: '-not (device.deviceManufacturer -startsWith "Apple") -and (device.displayName -ne null)',
    fits: ({ platform }) => platform === "windows" || platform === "android" || platform === "linux",
  },
];

/** A dynamic group has a rule, and who is in it is computed. */
type Group = { displayName: string; rule?: string; fits?: (device: PhysicalDevice) => boolean };

export function createState(_options: IntuneOptions, context: VendorContext): IntuneState {
  const { fleet, devices: size, firstDevice, now } = context;
  const { seed } = fleet;
  const idOf = (kind: string) => (index: number) => guid({ seed, kind, index });
  const hardware = (index: number) => enrolledAs(fleet, firstDevice + index, index);
  const [userId, deviceId, entraId] = [idOf("user"), idOf("device"), idOf("entra")];
  /** Every eighth device is not in the directory. */
  const isRegistered = (index: number) => index % 8 !== 7;
  const of = (kind: string, rows: readonly Row[]) => createTable({ id: idOf(kind) }, rows);
  const policy = (type: string, displayName: string): Row => ({
    "@odata.type": `#microsoft.graph.${type}`,
    displayName,
    description: null,
    createdDateTime: time(now()),
    lastModifiedDateTime: time(now()),
    version: 1,
  });
  const app = (type: string, displayName: string): Row => ({
    ...policy(type, displayName),
    publisher: "Example",
    isFeatured: false,
    publishingState: "published",
  });
  const renderRow = (index: number): Row => {
    const device = hardware(index);
    const owner = device.owner;
    const row = renderDevice({
      seed,
      device,
      id: deviceId(index),
      azureADDeviceId: isRegistered(index) ? entraId(index) : undefined,
      user: owner === null ? undefined : { id: userId(owner), person: fleet.person(owner) },
      category: CATEGORIES[index % 5],
    });
    return asEnrolled(row, fleet.isFresh(device.index), [schemas.ManagedDevice, schemas]);
  };
  return {
    tenantId: guid({ seed, kind: "tenant", index: 0 }),
    devices: createCollection({ size, id: deviceId, render: renderRow }),
    details: createCollection({
      size,
      id: deviceId,
      render(index) {
        const device = hardware(index);
        const row = { id: deviceId(index), ...renderDetails(device) };
        return asEnrolled(row, fleet.isFresh(device.index), [schemas.ManagedDeviceDetails, schemas]);
      },
    }),
    protection: createCollection({
      size,
      id: deviceId,
      render: (index) => renderProtection(hardware(index), deviceId(index)),
    }),
    directoryDevices: createCollection({
      size,
      id: idOf("object"),
      has: isRegistered,
      render: (index) => ({
        id: idOf("object")(index),
        deviceId: entraId(index),
        displayName: hardware(index).name,
        operatingSystem: null,
        accountEnabled: true,
        isManaged: true,
      }),
    }),
    users: createCollection({
      size: fleet.people,
      id: userId,
      blank: { givenName: null, surname: null, mail: null, otherMails: [], userType: "Member" },
      render: (index) => renderUser({ person: fleet.person(index), id: userId(index) }),
    }),
    groups: of(
      "group",
      GROUPS.map(({ displayName, rule = null }) => ({
        displayName,
        description: null,
        groupTypes: rule === null ? [] : ["DynamicMembership"],
        mailEnabled: false,
        securityEnabled: true,
        membershipRule: rule,
        createdDateTime: time(now()),
      })),
    ),
    categories: of(
      "category",
      CATEGORIES.map((displayName) => ({ displayName, description: null })),
    ),
    compliancePolicies: of("compliance", [
      policy("windows10CompliancePolicy", "Windows baseline"),
      policy("iosCompliancePolicy", "iPhones and iPads"),
    ]),
    configurations: of("configuration", [policy("macOSGeneralDeviceConfiguration", "Macs")]),
    mobileApps: of("mobile-app", [app("iosVppApp", "Keynote"), app("winGetApp", "Company Portal")]),
    organization: of("tenant", [
      {
        displayName: "Sandbox Works",
        createdDateTime: "2020-01-01T00:00:00Z",
        countryLetterCode: "NO",
        tenantType: "AAD",
        verifiedDomains: [{ name: "example.com", type: "Managed", isDefault: true, isInitial: false }],
      },
    ]),
    links: createLinks((from, to) => {
      if (to !== "group") return [];
      const index = indexOfId(from.id);
      const isUser = from.collection === "user";
      return GROUPS.flatMap(({ fits }, group) =>
        (fits ? !isUser && fits(hardware(index)) : (index + group) % 3 === 0) ? [idOf("group")(group)] : [],
      );
    }),
    tokens: createTokens({ seed, kind: "intune-tokens" }),
    fleet,
    appsOn: (id) => appsOn(hardware(indexOfId(id)), fleet),
  };
}

/** The object in the directory of the device that Intune knows by an id. */
export function directoryDeviceOf({ directoryDevices }: IntuneState, deviceId: string): Row | undefined {
  return directoryDevices.all().find((row) => textOf(row, "deviceId") === deviceId);
}
