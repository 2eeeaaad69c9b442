import type { App, Drift, Mapped } from "@mdmkit/unified/vendor";
import type { JamfProAppRecord, JamfProManagedApp, JamfProMobileApp } from "../api/record.ts";
import { mapJamfProComputerApp } from "./map-computer-app.ts";
import { mapJamfProManagedApp } from "./map-managed-app.ts";
import { mapJamfProMobileApp } from "./map-mobile-app.ts";

/** An app of any kind. */
export function mapJamfProApp(app: JamfProAppRecord, drift?: Drift): Mapped<App> {
  if (isOnMobileDevice(app)) return mapJamfProMobileApp(app, drift);
  return isManagedApp(app) ? mapJamfProManagedApp(app, drift) : mapJamfProComputerApp(app, drift);
}

function isOnMobileDevice(app: JamfProAppRecord): app is JamfProMobileApp {
  return "mobileDeviceId" in app || "deviceType" in app;
}

function isManagedApp(app: JamfProAppRecord): app is JamfProManagedApp {
  return !("application" in app);
}
