import type { NotFoundError } from "@mdmkit/runtime";
import { urlSafeId } from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";
import { notFound } from "../api/errors.ts";
import type { JamfProDeviceRecord } from "../api/record.ts";

type Application = NonNullable<JamfProDeviceRecord["applications"]>[number];

type Maybe<T> = T | null | undefined;
type Naming = { bundleId: Maybe<string>; path?: Maybe<string>; name: Maybe<string> };

/**
 * `computer-12:com.example.notes:~2FApplications~2FNotes.app`. On a Mac there may be several copies, which the path distinguishes; an
 * application without bundle id and path goes by its name. Empty where the device or the app does not say which it is.
 */
export function installedAppId(deviceId: string, { bundleId, path, name }: Naming): string {
  const key = (bundleId ?? "") + (path ? `:${path}` : "") || name;
  return deviceId && key ? urlSafeId(`${deviceId}:${key}`) : "";
}

/** `managed-7`: an app that the server distributes. */
export function managedAppId(id: number | undefined): string {
  return Number.isSafeInteger(id) ? `managed-${id}` : "";
}

/** The applications of a device; none if it reports none. */
export const applicationsOf = ({ applications }: JamfProDeviceRecord): readonly (Application | null)[] =>
  applications ?? [];

export type AppTarget = { kind: DeviceKind; deviceId: string } | { kind: "managed"; id: number };

/** Where an app is, by its unified id; no other text can be the id of one. */
export function parseAppId(unified: string, operation: string): AppTarget {
  const [, managed] = /^managed-(\d+)$/.exec(unified) ?? [];
  if (managed !== undefined) return { kind: "managed", id: Number(managed) };
  const [, kind, deviceId] = /^(computer|mobile)-(\d+):./s.exec(unified) ?? [];
  if (deviceId !== undefined) return { kind: kind === "mobile" ? "mobile" : "computer", deviceId };
  throw noSuchApp(operation);
}

export function noSuchApp(operation: string): NotFoundError {
  return notFound(
    operation,
    "app not found. Use an id from a list, such as `computer-12:com.example.notes`.",
  );
}
