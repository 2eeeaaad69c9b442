import { display, displayTime, valueAt } from "./value.ts";

export type Column = {
  readonly title: string;
  readonly text: (record: object) => string;
  /** A shorter way to say it, where room is short. */
  readonly short?: (record: object) => string;
  /** Narrower than this it is of no use. Default: 8. */
  readonly least?: number;
};

export const RESOURCES = ["devices", "users", "apps", "organizations"] as const;
export type Resource = (typeof RESOURCES)[number];

const at = (path: string) => (record: object) => display(valueAt(record, path));
const timeAt = (path: string): Omit<Column, "title"> => ({
  text: (record) => displayTime(valueAt(record, path)),
  short: (record) => displayTime(valueAt(record, path)).slice(0, 10),
  least: 10,
});

/** Part of an id is no id: the column goes rather than being cut. */
const LEAST_ID = 40;
const ID: Column = { title: "ID", text: at("id"), least: LEAST_ID };

/** What a table shows unless told otherwise. */
export const COLUMNS: Record<Resource, readonly Column[]> = {
  devices: [
    { title: "NAME", text: at("name") },
    { title: "SERIAL", text: at("serial_number"), least: 12 },
    { title: "PLATFORM", text: at("platform") },
    { title: "OS", text: at("os_version") },
    { title: "OWNER", text: at("owner") },
    { title: "ENCRYPTED", text: at("disk_encryption") },
    { title: "LAST SEEN", ...timeAt("last_activity_at") },
    ID,
  ],
  users: [
    { title: "NAME", text: at("name") },
    { title: "EMAIL", text: at("emails.email") },
    { title: "ACTIVE", text: at("is_active") },
    { title: "ORGANIZATION", text: at("organization") },
    { title: "CREATED", ...timeAt("created_at") },
    ID,
  ],
  apps: [
    { title: "NAME", text: at("name") },
    { title: "VERSION", text: at("version") },
    { title: "PLATFORM", text: at("platform") },
    { title: "APP ID", text: at("app_id"), least: 12 },
    { title: "PUBLISHER", text: at("publisher") },
    { title: "MANAGED", text: at("is_managed") },
    { title: "DEVICE", text: at("device.id"), least: 24 },
  ],
  organizations: [{ title: "NAME", text: at("name") }, { title: "CREATED", ...timeAt("created_at") }, ID],
};

/** Columns of `--fields`, titled as typed. */
export function columnsOf(fields: readonly string[]): Column[] {
  return fields.map((field) => ({
    title: field,
    text: at(field),
    ...(/(^|[._])id$/.test(field) ? { least: LEAST_ID } : {}),
  }));
}
