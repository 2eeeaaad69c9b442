import type { AppliverySchemas } from "@mdmkit/applivery";
import { type Drift, first, text } from "@mdmkit/unified/vendor";
import type { AppliveryDeviceRecord } from "../api/record.ts";

/** An MSI package from a Windows device's configuration. */
export type WindowsApp = {
  productCode?: string;
  Name?: string;
  Version?: string;
  Publisher?: string;
  Status?: string;
  InstallDate?: string;
};

/** The device an app is on: its identifiers, and the properties that show its platform. */
export type AppDevice = Pick<
  AppliveryDeviceRecord,
  "id" | "type" | "admDevice" | "emmDevice" | "winDevice"
> & {
  summary?: Pick<NonNullable<AppliveryDeviceRecord["summary"]>, "model" | "os" | "osVersionName">;
};

/** An app of a device's list, as its platform spells it, with the device; this is `remote_data` of an app. */
export type AppliveryAppRecord = AppliverySchemas["AdmDeviceApplication"] &
  AppliverySchemas["AndroidApplication"] &
  WindowsApp & {
    /** The device that the app is on. */
    device?: AppDevice;
    /** Which of several with the same identifier on the device, from 2 on. */
    copy?: number;
  };

/** The identifier that the app's platform gives it. */
export function identifierOf(app: AppliveryAppRecord, drift?: Drift) {
  return first(text(app.Identifier, drift), text(app.packageName, drift), text(app.productCode, drift));
}

/** What distinguishes an app from the others on its device; empty if the vendor returns nothing for it. */
export function keyOf(app: AppliveryAppRecord, drift?: Drift): string {
  const name = identifierOf(app, drift) ?? text(app.Name, drift) ?? text(app.displayName, drift) ?? "";
  return name && app.copy ? `${name}#${app.copy}` : name;
}
