import { noteDrift } from "../../mapping/drift.ts";
import { toRfc3339 } from "../../mapping/rfc3339.ts";
import { first, number, text } from "../../mapping/values.ts";
import type { App } from "../../model.ts";
import type { JumpCloudApp } from "./record.ts";

/** A package is known by its name; the others have an identifier of their own, which older programs lack. */
export function platformId(app: JumpCloudApp): App["app_id"] {
  if (app.insightTable === "linux_packages") return text(app.name);
  return first(text(app.bundle_identifier), text(app.identifying_number));
}

/** A bundle's own name; else what the row is called, without the ending that only macOS apps have. */
export function titleOf(app: JumpCloudApp): App["name"] {
  const { bundle_name, display_name, name, insightTable } = app;
  const called = text(name);
  const title = insightTable === "apps" ? called?.replace(/\.app$/i, "") : called;
  return first(text(bundle_name), text(display_name), title);
}

/** Linux keeps the distribution's revision apart: `5.1` and `6ubuntu1.1`. */
export function packageVersion({ version, release_or_revision }: JumpCloudApp): App["version"] {
  const upstream = text(version);
  const revision = text(release_or_revision);
  return upstream && revision ? `${upstream}-${revision}` : upstream;
}

/** Only macOS keeps its own apps in a place of their own. */
export function isSystemApp({ insightTable, path }: JumpCloudApp): App["is_system_app"] {
  const place = insightTable === "apps" ? text(path) : undefined;
  return place ? place.startsWith("/System/") : undefined;
}

/** Windows tells the day as `YYYYMMDD`, Linux the seconds since 1970. */
export function installedAt({ install_date, install_time }: JumpCloudApp): App["installed_at"] {
  const day = text(install_date);
  if (day) return toRfc3339(day.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3T00:00:00.000Z"));
  return first(day, fromSeconds(install_time));
}

const LATEST_SECOND = 8.64e12;

function fromSeconds(value: number | undefined): App["installed_at"] {
  const seconds = number(value);
  if (typeof seconds !== "number") return seconds;
  if (seconds >= 0 && seconds <= LATEST_SECOND) return toRfc3339(new Date(seconds * 1000).toISOString());
  noteDrift("not-a-date", value);
  return undefined;
}
