import { type App, count, type Drift, first, text, toRfc3339 } from "@mdmkit/unified/vendor";
import type { JumpCloudAppRecord } from "../api/record.ts";

/** A package is known by its name; the others have an identifier of their own, which older programs lack. */
export function platformId(app: JumpCloudAppRecord, drift?: Drift): App["app_id"] {
  if (app.insightTable === "linux_packages") return text(app.name, drift);
  return first(text(app.bundle_identifier, drift), text(app.identifying_number, drift));
}

/** A bundle's own name; else what the row is called, without the ending that only macOS apps have. */
export function titleOf(app: JumpCloudAppRecord, drift?: Drift): App["name"] {
  const called = text(app.name, drift);
  const title = app.insightTable === "apps" ? called?.replace(/\.app$/i, "") : called;
  return first(text(app.bundle_name, drift), text(app.display_name, drift), title);
}

/** Linux keeps the distribution's revision apart: `5.1` and `6ubuntu1.1`. */
export function packageVersion(app: JumpCloudAppRecord, drift?: Drift): App["version"] {
  const upstream = text(app.version, drift);
  const revision = text(app.release_or_revision, drift);
  return upstream && revision ? `${upstream}-${revision}` : upstream;
}

/** Only macOS keeps its own apps in a place of their own. */
export function isSystemApp(app: JumpCloudAppRecord, drift?: Drift): App["is_system_app"] {
  const place = app.insightTable === "apps" ? text(app.path, drift) : undefined;
  return place ? place.startsWith("/System/") : undefined;
}

/** Windows has the day as installers wrote it, mostly `YYYYMMDD`; Linux the seconds since 1970, where it knows them. */
export function installedAt(app: JumpCloudAppRecord, drift?: Drift): App["installed_at"] {
  const written = text(app.install_date, drift);
  const [, year, month, day] = DAY.exec(written ?? "") ?? [];
  if (day) return toRfc3339(`${year}-${month}-${day}T00:00:00.000Z`, drift);
  const seconds = count(app.install_time, drift);
  if (seconds && seconds <= LATEST_SECOND) return toRfc3339(new Date(seconds * 1000).toISOString(), drift);
  return written === null ? null : undefined;
}

const DAY = /^(\d{4})(\d{2})(\d{2})$/;
/** The last one of the year 9999, which is the last that RFC 3339 can represent. */
const LATEST_SECOND = 253_402_300_799;
