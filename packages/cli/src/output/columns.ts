import { display, displayTime, valueAt } from "./value.ts";

export type Column = {
  readonly title: string;
  readonly text: (record: object) => string;
  /** The unified field it shows. */
  readonly field?: string;
  /** A shorter way to say it, where room is short. */
  readonly short?: (record: object) => string;
  /** Narrower than this it is of no use. Default: 8. */
  readonly least?: number;
};

export const RESOURCES = ["devices", "users", "apps", "organizations"] as const;
export type Resource = (typeof RESOURCES)[number];

const at = (path: string) => ({
  field: path.split(".", 1)[0] ?? "",
  text: (record: object) => display(valueAt(record, path)),
});
const timeAt = (path: string): Omit<Column, "title"> => ({
  field: path,
  text: (record) => displayTime(valueAt(record, path)),
  short: (record) => displayTime(valueAt(record, path)).slice(0, 10),
  least: 10,
});

/** Part of an id is no id: the column goes rather than being cut. */
const LEAST_ID = 40;
const ID: Column = { title: "ID", ...at("id"), least: LEAST_ID };

/** What a table shows unless told otherwise. */
export const COLUMNS: Record<Resource, readonly Column[]> = {
  devices: [
    { title: "NAME", ...at("name") },
    { title: "SERIAL", ...at("serial_number"), least: 12 },
    { title: "PLATFORM", ...at("platform") },
    { title: "OS", ...at("os_version") },
    { title: "OWNER", ...at("owner") },
    { title: "ENCRYPTED", ...at("disk_encryption") },
    { title: "LAST SEEN", ...timeAt("last_activity_at") },
    ID,
  ],
  users: [
    { title: "NAME", ...at("name") },
    { title: "EMAIL", ...at("emails.email") },
    { title: "ACTIVE", ...at("is_active") },
    { title: "ORGANIZATION", ...at("organization") },
    { title: "CREATED", ...timeAt("created_at") },
    ID,
  ],
  apps: [
    { title: "NAME", ...at("name") },
    { title: "VERSION", ...at("version") },
    { title: "PLATFORM", ...at("platform") },
    { title: "APP ID", ...at("app_id"), least: 12 },
    { title: "PUBLISHER", ...at("publisher") },
    { title: "MANAGED", ...at("is_managed") },
    { title: "DEVICE", ...at("device.id"), least: 24 },
  ],
  organizations: [{ title: "NAME", ...at("name") }, { title: "CREATED", ...timeAt("created_at") }, ID],
};

/** What a table shows, with the given fields behind the name: what was asked for must not go for want of room. */
export function columnsWith(resource: Resource, fields: readonly string[]): readonly Column[] {
  const [name, ...others] = COLUMNS[resource];
  const own = columnsOf(
    fields.filter((field) => COLUMNS[resource].every((column) => column.field !== field)),
  );
  return name ? [name, ...own, ...others] : own;
}

/** Columns of `--fields`, titled as typed. */
export function columnsOf(fields: readonly string[]): Column[] {
  return fields.map((field) => ({
    title: field,
    ...at(field),
    ...(/(^|[._])id$/.test(field) ? { least: LEAST_ID } : {}),
  }));
}
