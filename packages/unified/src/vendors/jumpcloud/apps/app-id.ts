import { text } from "../../../mapping/values.ts";
import type { JumpCloudApp, SoftwareTable } from "../api/record.ts";
import { packageVersion } from "./app-parts.ts";
import { tableNamed } from "./software-tables.ts";

/**
 * JumpCloud gives rows of System Insights no id: the system, the table, and what tells the row from others of that
 * system. It stays the same when an app of a Mac or a program with a product code is updated; of a package several
 * versions may be installed.
 */
export function appId(app: JumpCloudApp): string {
  const id = sharedId(app);
  return id && app.copy ? `${id}#${app.copy}` : id;
}

/** The id without the number that tells copies apart. */
export function sharedId(app: JumpCloudApp): string {
  const { system_id, insightTable } = app;
  const system = text(system_id);
  const key = insightTable && KEY_OF[insightTable](app).map(text).filter(Boolean).join(":");
  return system && key ? `${system}:${insightTable}:${key}` : "";
}

const KEY_OF: Record<SoftwareTable, (app: JumpCloudApp) => (string | undefined)[]> = {
  // Copies of one bundle stand in several places.
  apps: ({ path, bundle_identifier, name }) => [path || bundle_identifier || name],
  programs: ({ identifying_number, name, version }) =>
    identifying_number ? [identifying_number] : [name, version],
  linux_packages: (app) => [app.package_format, app.name, packageVersion(app) ?? undefined, app.arch],
};

/** The system and table an id names; undefined where it is not of this form. */
export function parseAppId(id: string): { systemId: string; table: SoftwareTable } | undefined {
  const [, systemId, name] = /^([^:,|]+):([a-z_]+):./.exec(id) ?? [];
  const table = tableNamed(name);
  return systemId && table ? { systemId, table } : undefined;
}
