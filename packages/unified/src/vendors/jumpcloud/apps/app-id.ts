import { type Drift, text, urlSafeId } from "@mdmkit/unified/vendor";
import type { JumpCloudAppRecord, SoftwareTable } from "../api/record.ts";
import { packageVersion } from "./app-parts.ts";
import { tableNamed } from "./software-tables.ts";

/**
 * JumpCloud's rows of System Insights have no id: the system, the table, and what distinguishes the row from others of that
 * system. It stays the same when an app of a Mac or a program with a product code is updated; of a package several
 * versions may be installed.
 */
export function appId(app: JumpCloudAppRecord, drift?: Drift): string {
  const id = sharedId(app, drift);
  return urlSafeId(id && app.copy ? `${id}#${app.copy}` : id);
}

/** The id without the number of the copy, and with all characters as they are. */
export function sharedId(app: JumpCloudAppRecord, drift?: Drift): string {
  const system = text(app.system_id, drift);
  const table = tableNamed(app.insightTable);
  const key = table && KEY_OF[table](app, drift).filter(Boolean).join(":");
  return system && key ? `${system}:${table}:${key}` : "";
}

type Key = readonly (string | null | undefined)[];

const KEY_OF: Record<SoftwareTable, (app: JumpCloudAppRecord, drift?: Drift) => Key> = {
  // Copies of one bundle stand in several places.
  apps: (app, drift) => [
    text(app.path, drift) || text(app.bundle_identifier, drift) || text(app.name, drift),
  ],
  programs(app, drift) {
    const productCode = text(app.identifying_number, drift);
    return productCode ? [productCode] : [text(app.name, drift), text(app.version, drift)];
  },
  linux_packages: (app, drift) => [
    text(app.package_format, drift),
    text(app.name, drift),
    packageVersion(app, drift),
    text(app.arch, drift),
  ],
};

/** The system and table an id names; undefined where it is not of this form. */
export function parseAppId(id: string): { systemId: string; table: SoftwareTable } | undefined {
  const [, systemId, name] = /^([^:,|]+):([a-z_]+):./.exec(id) ?? [];
  const table = tableNamed(name);
  return systemId && table ? { systemId, table } : undefined;
}
