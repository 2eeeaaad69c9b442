import type { Device } from "../contract/model.ts";

/** Whether a value is what an administrator hopes for. */
export type ValueTone = "good" | "bad" | "plain";

/** A question about each device of a fleet, and the answers that it can have. */
export type DeviceQuestion = {
  /** A name for programs: `encryption`. */
  readonly id: string;
  /** A name for people: `Disk encryption`. */
  readonly title: string;
  /** Title of the share of good values among the known ones, if some values are good. */
  readonly share?: string;
  /** The fields it reads. */
  readonly fields: readonly (keyof Device)[];
  /** null: the vendor says that there is no value. Undefined: the vendor does not provide it. */
  valueOf(device: Device, now: number): string | null | undefined;
  /** Known values in their order, with their tones. Others follow, the most frequent first. */
  readonly values: Readonly<Record<string, ValueTone>>;
};

/** The model's `unknown` is no value: the vendor was asked and does not know. */
const PLATFORMS = {
  windows: "Windows",
  macos: "macOS",
  linux: "Linux",
  ios: "iOS",
  ipados: "iPadOS",
  android: "Android",
  chromeos: "ChromeOS",
  unknown: undefined,
} as const satisfies Record<NonNullable<Device["platform"]>, string | undefined>;

const COMPLIANCE = {
  compliant: "Compliant",
  non_compliant: "Not compliant",
  unknown: undefined,
} as const satisfies Record<NonNullable<Device["compliance_status"]>, string | undefined>;

const DAY = 24 * 60 * 60 * 1000;
const PERIODS = [
  ["Within 1 day", 1],
  ["Within 7 days", 7],
  ["Within 30 days", 30],
  ["Within 90 days", 90],
] as const;
const LONGER_AGO = "Longer ago";

/** What a report about a fleet counts: platform, disk encryption, compliance, last activity and operating system. */
export const DEVICE_QUESTIONS: readonly DeviceQuestion[] = [
  {
    id: "platform",
    title: "Platform",
    fields: ["platform"],
    values: {},
    valueOf: ({ platform }) => platform && PLATFORMS[platform],
  },
  {
    id: "encryption",
    title: "Disk encryption",
    share: "Encrypted",
    fields: ["disk_encryption"],
    values: { Encrypted: "good", "Not encrypted": "bad" },
    valueOf: ({ disk_encryption: is }) => choose(is, "Encrypted", "Not encrypted"),
  },
  {
    id: "compliance",
    title: "Compliance",
    share: "Compliant",
    fields: ["compliance_status"],
    values: { Compliant: "good", "Not compliant": "bad" },
    valueOf: ({ compliance_status: status }) => status && COMPLIANCE[status],
  },
  {
    id: "activity",
    title: "Last activity",
    share: "Active within 7 days",
    fields: ["last_activity_at"],
    values: {
      "Within 1 day": "good",
      "Within 7 days": "good",
      "Within 30 days": "plain",
      "Within 90 days": "bad",
      [LONGER_AGO]: "bad",
    },
    valueOf: ({ last_activity_at: at }, now) => at && periodOf(now - Date.parse(at)),
  },
  {
    id: "os",
    title: "Operating system",
    fields: ["platform", "os_version"],
    values: {},
    valueOf: osOf,
  },
];

function choose(is: boolean | null | undefined, yes: string, no: string): string | null | undefined {
  if (is === null || is === undefined) return is;
  return is ? yes : no;
}

function periodOf(milliseconds: number): string {
  return PERIODS.find(([, days]) => milliseconds <= days * DAY)?.[0] ?? LONGER_AGO;
}

/** The platform with the part of the version that names a release: `macOS 15`, `Windows 10.0.22631`. */
function osOf({ platform, os_version: version }: Device): string | null | undefined {
  if (!version) return version === undefined ? undefined : null;
  const [major = "", minor, build] = version.split(".");
  // Every Windows since 2015 is 10.0: its build is the release.
  const release = major === "10" && minor === "0" && build ? `10.0.${build}` : major;
  return [platform ? PLATFORMS[platform] : undefined, release].filter(Boolean).join(" ");
}
