import { NotFoundError } from "@mdmkit/runtime";
import { text } from "../../mapping/values.ts";
import { type Kind, unifiedId } from "./device-id.ts";
import { isMobileDevice, type JamfProDevice } from "./record.ts";

type Application = NonNullable<NonNullable<JamfProDevice["applications"]>[number]>;

/**
 * What tells an application from the others on its device: its bundle id and, on a Mac, where several copies may be, its
 * path. One without any goes by its name.
 */
export function applicationKey(application: Application | null | undefined): string {
  if (typeof application !== "object" || application === null) return "";
  const bundleId = text("bundleId" in application ? application.bundleId : undefined);
  const identifier = text("identifier" in application ? application.identifier : undefined);
  const path = text("path" in application ? application.path : undefined);
  const key = [bundleId ?? identifier ?? "", ...(path ? [path] : [])].join(":");
  return key || (text(application.name) ?? "");
}

/** `computer-12:com.example.notes:/Applications/Notes.app`; empty where the device or the app does not say which it is. */
export function installedAppId(
  kind: Kind,
  deviceId: string | undefined,
  application: Application | null | undefined,
): string {
  const device = unifiedId(kind, deviceId);
  const key = applicationKey(application);
  return device && key ? `${device}:${key}` : "";
}

/** `managed-7`: an app that the server distributes. */
export function managedAppId(id: number | undefined): string {
  return typeof id === "number" ? `managed-${id}` : "";
}

/** The applications of a device; none where it tells of none. */
export const applicationsOf = ({ applications }: JamfProDevice): readonly (Application | null)[] =>
  applications ?? [];

export const kindOfDevice = (device: JamfProDevice): Kind => (isMobileDevice(device) ? "mobile" : "computer");

export type AppPlace = { kind: Kind; deviceId: string } | { kind: "managed"; id: number };

/** Where an app is, by its unified id; no other text can be the id of one. */
export function parseAppId(unified: string, operation: string): AppPlace {
  const [, managed] = /^managed-(\d+)$/.exec(unified) ?? [];
  if (managed !== undefined) return { kind: "managed", id: Number(managed) };
  const [, kind, deviceId] = /^(computer|mobile)-(\d+):./s.exec(unified) ?? [];
  if (deviceId !== undefined) return { kind: kind === "mobile" ? "mobile" : "computer", deviceId };
  throw noSuchApp(operation);
}

export function noSuchApp(operation: string): NotFoundError {
  return new NotFoundError(
    "there is no such app. Its id is one that a list gave, such as `computer-12:com.example.notes`.",
    { vendor: "jamf-pro", operation, status: 404 },
  );
}
