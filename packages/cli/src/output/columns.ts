import type { Listed } from "../resource.ts";
import { display, displayTime, valueAt } from "./value.ts";

export type Column = {
  readonly title: string;
  readonly text: (record: object) => string;
  /** The unified field it shows. */
  readonly field?: string;
  /** A shorter text for narrow terminals. */
  readonly short?: (record: object) => string;
  /** The column is left out rather than made narrower than this. Default: 8. */
  readonly minWidth?: number;
  /** Left out only when nothing else is left. */
  readonly isKept?: boolean;
};

const at = (path: string) => ({
  field: path.split(".", 1)[0] ?? "",
  text: (record: object) => display(valueAt(record, path)),
});
const timeAt = (path: string): Omit<Column, "title"> => ({
  field: path,
  text: (record) => displayTime(valueAt(record, path)),
  short: (record) => displayTime(valueAt(record, path)).slice(0, 10),
  minWidth: 10,
});

/** Null says that members may be devices and users; `none` would read as if there were no members. */
const memberTypesIn = (record: object): string => {
  const type = valueAt(record, "member_type");
  return display(type === null ? ["device", "user"] : type);
};

/** An id cannot be used when it is cut. */
const MIN_ID_WIDTH = 40;
/** Every next command needs the id, so other columns are left out before it. */
const ID: Column = { title: "ID", ...at("id"), minWidth: MIN_ID_WIDTH, isKept: true };

/** Default columns of a table. */
export const COLUMNS: Record<Listed, readonly Column[]> = {
  devices: [
    { title: "NAME", ...at("name") },
    { title: "SERIAL", ...at("serial_number"), minWidth: 12 },
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
    { title: "APP ID", ...at("app_id"), minWidth: 12 },
    { title: "PUBLISHER", ...at("publisher") },
    { title: "MANAGED", ...at("is_managed") },
    { title: "DEVICE", ...at("device.id"), minWidth: 24 },
  ],
  organizations: [{ title: "NAME", ...at("name") }, { title: "CREATED", ...timeAt("created_at") }, ID],
  groups: [
    { title: "NAME", ...at("name") },
    { title: "KIND", ...at("kind") },
    { title: "MEMBERSHIP", ...at("membership") },
    { title: "OF", ...at("member_type"), text: memberTypesIn },
    { title: "MEMBERS", ...at("member_count") },
    ID,
  ],
  members: [
    { title: "NAME", ...at("name") },
    { title: "TYPE", ...at("type") },
    { title: "SERIAL", ...at("serial_number"), minWidth: 12 },
    ID,
  ],
};

/** Default columns, with the given fields right after the name, so that a narrow terminal does not drop requested fields. */
export function columnsWith(resource: Listed, fields: readonly string[]): readonly Column[] {
  const [name, ...others] = COLUMNS[resource];
  const own = columnsOf(
    fields.filter((field) => COLUMNS[resource].every((column) => column.field !== field)),
  );
  return name ? [name, ...own, ...others] : own;
}

/** Columns for `--fields`, with the paths as titles. */
export function columnsOf(fields: readonly string[]): Column[] {
  return fields.map((field) => ({
    title: field,
    ...at(field),
    ...(/(^|[._])id$/.test(field) ? { minWidth: MIN_ID_WIDTH } : {}),
  }));
}
