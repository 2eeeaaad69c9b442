import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { createTable } from "../../../engine/records/table.ts";
import type { Row } from "../../../engine/records/values.ts";
import type { Platform } from "../../../fleet/device.ts";
import type { Inventory } from "../inventory.ts";

/** What the account has besides devices and people: few records, made whole. */
export type Catalog = {
  readonly groups: Collection;
  readonly userGroups: Collection;
  readonly policies: Collection;
  readonly apps: Collection;
  readonly appleMdms: Collection;
  readonly googleEnterprises: Collection;
};

type GroupRule = { name: string; platforms: readonly Platform[]; share: number };

/** The initial groups and their members. */
export const groupRules: readonly GroupRule[] = [
  { name: "All Macs", platforms: ["macos"], share: 1 },
  { name: "All Windows", platforms: ["windows"], share: 1 },
  { name: "Linux", platforms: ["linux"], share: 1 },
  { name: "Mobile", platforms: ["ios", "ipados", "android"], share: 1 },
  { name: "Pilot ring", platforms: ["macos", "windows", "linux"], share: 0.1 },
  { name: "Empty group", platforms: [], share: 0 },
];

type UserGroupRule = { name: string; filter?: Row; every: number };

/** The initial user groups, and which share of all users is in them. A dynamic one has a filter. */
export const userGroupRules: readonly UserGroupRule[] = [
  { name: "All Users", every: 1, filter: { field: "username", operator: "ne", value: "" } },
  { name: "Help desk", every: 3 },
];

const blankUserGroup: Row = {
  description: "",
  email: "",
  type: "user_group",
  attributes: null,
  membershipMethod: "STATIC",
  memberQueryExemptions: [],
  memberSuggestionsNotify: false,
};

type PolicyRule = { name: string; template: string; family: string; platforms: readonly Platform[] };

/** Policies and the platforms whose systems they bind, through the platform's group. */
export const policyRules: readonly PolicyRule[] = [
  { name: "FileVault", template: "filevault_2_darwin", family: "darwin", platforms: ["macos"] },
  { name: "Screen lock (Mac)", template: "screen_saver_darwin", family: "darwin", platforms: ["macos"] },
  {
    name: "BitLocker",
    template: "bitlocker_full_disk_encryption_windows",
    family: "windows",
    platforms: ["windows"],
  },
  { name: "Windows updates", template: "windows_updates_windows", family: "windows", platforms: ["windows"] },
  { name: "Passcode", template: "passcode_ios", family: "ios", platforms: ["ios", "ipados"] },
];

type AppRule = {
  name: string;
  manager: string;
  packageId: string;
  version: string;
  platforms: readonly Platform[];
};

/** Managed apps and the platforms they are deployed to. */
export const appRules: readonly AppRule[] = [
  {
    name: "Google Chrome",
    manager: "CHOCOLATEY",
    packageId: "googlechrome",
    version: "137.0.7151.69",
    platforms: ["windows"],
  },
  {
    name: "Slack",
    manager: "APPLE_VPP",
    packageId: "com.tinyspeck.slackmacgap",
    version: "4.43.52",
    platforms: ["macos"],
  },
  {
    name: "Keynote",
    manager: "APPLE_VPP",
    packageId: "com.apple.Keynote",
    version: "14.4",
    platforms: ["ios", "ipados"],
  },
  {
    name: "Chat",
    manager: "GOOGLE_ANDROID",
    packageId: "com.example.chat",
    version: "2.1",
    platforms: ["android"],
  },
];

export function createCatalog(inventory: Inventory, now: number): Catalog {
  const table = (kind: string, rows: readonly Row[], blank?: Row) =>
    createTable({ id: (index) => inventory.otherId(kind, index) }, rows, blank);
  const date = new Date(now).toISOString();
  const names = groupRules.map(({ name }) => ({ name }));
  return {
    groups: table("group", names, blankGroup(inventory)),
    userGroups: table("user-group", userGroupRules.map(renderUserGroup), blankUserGroup),
    policies: table(
      "policy",
      policyRules.map((rule) => renderPolicy(rule, inventory)),
    ),
    apps: table(
      "app",
      appRules.map((rule) => renderApp(rule, date)),
    ),
    appleMdms: table("apple-mdm", [renderAppleMdm(inventory, now)]),
    googleEnterprises: createCollection({
      size: 1,
      id: () => inventory.enterpriseId,
      render: () => renderEnterprise(inventory, now),
    }),
  };
}

function renderUserGroup({ name, filter }: UserGroupRule): Row {
  const rule = filter && { queryType: "FilterQuery", filters: [filter] };
  return { name, ...(rule && { membershipMethod: "DYNAMIC_AUTOMATED", memberQuery: rule }) };
}

function blankGroup(inventory: Inventory): Row {
  return {
    description: "",
    email: "",
    type: "system_group",
    attributes: null,
    membershipMethod: "STATIC",
    memberQueryExemptions: [],
    memberSuggestionsNotify: false,
    organizationObjectId: inventory.organizationId,
  };
}

function renderPolicy(rule: PolicyRule, inventory: Inventory): Row {
  return {
    name: rule.name,
    template: {
      id: inventory.otherId("template", policyRules.indexOf(rule)),
      name: rule.template,
      displayName: rule.name,
      description: "",
      osMetaFamily: rule.family,
      deliveryTypes: [rule.family === "ios" ? "mdm" : "agent"],
    },
  };
}

function renderApp(rule: AppRule, date: string): Row {
  return {
    displayName: rule.name,
    createdAt: date,
    updatedAt: date,
    settings: [
      {
        packageId: rule.packageId,
        packageManager: rule.manager,
        packageVersion: rule.version,
        desiredState: "INSTALL",
        autoUpdate: true,
        allowUpdateDelay: false,
      },
    ],
  };
}

const DAY = 24 * 3600 * 1000;

function renderAppleMdm({ organizationId }: Inventory, now: number): Row {
  const unset = { defaultDeviceGroupObjectIds: null, enableZeroTouchEnrollment: false, setupOptions: [] };
  return {
    name: "",
    organization: organizationId,
    apnsCertExpiry: new Date(now + 200 * DAY).toISOString(),
    apnsPushTopic: "com.apple.mgmt.External.sandbox",
    appleCertCreatorAppleID: "",
    depServerTokenState: "valid",
    depAccessTokenExpiry: new Date(now + 100 * DAY).toISOString(),
    defaultIosUserEnrollmentDeviceGroupID: "",
    allowMobileUserEnrollment: false,
    ades: { macos: unset, ios: unset },
  };
}

function renderEnterprise({ enterpriseId, organizationId }: Inventory, now: number): Row {
  return {
    objectId: enterpriseId,
    organizationObjectId: organizationId,
    name: "enterprises/LC00sandbox",
    displayName: "Example Works",
    contactEmail: "android@example.com",
    allowDeviceEnrollment: true,
    createdAt: new Date(now - 900 * DAY).toISOString(),
  };
}
