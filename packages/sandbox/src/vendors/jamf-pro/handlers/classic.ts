import { type Row, textOf } from "../../../engine/records/values.ts";
import type { Call, VendorResponse } from "../../../engine/request/call.ts";
import { type Context, type Handler, type Handlers, pathOf } from "./handler.ts";
import { everyRow } from "./lists.ts";
import { written } from "./mobile-devices.ts";

/** JSON only for who asks for it, and then served as text; what others get is not made here. */
export function classicJson(call: Call, body: Row): VendorResponse {
  if (!(call.headers.get("accept") ?? "").includes("json")) {
    return {
      status: 200,
      text: "<?xml version='1.0'?><xml/>",
      contentType: "text/xml;charset=UTF-8",
      quirk: "xml-by-default",
    };
  }
  const text = JSON.stringify(body);
  return { status: 200, text, contentType: "text/plain;charset=UTF-8", quirk: "json-as-text-plain" };
}

/** A user as the Classic API tells it: ids are numbers, one address in two places, and the devices. */
function classicUser(user: Row, { state }: Context): Row {
  const named = (kind: "computer" | "mobile", name: string) => {
    return everyRow(state.devicesOf(kind))
      .filter((row) => textOf(row, "userAndLocation.username") === user.username)
      .map((row) => ({ id: Number(row.id ?? row.mobileDeviceId), name: textOf(row, name) }));
  };
  return {
    id: Number(user.id),
    name: user.username,
    full_name: user.realname,
    email: user.email,
    email_address: user.email,
    phone_number: user.phone,
    position: user.position,
    managed_apple_id: user.managedAppleId ?? "",
    enable_custom_photo_url: user.enableCustomPhotoUrl,
    custom_photo_url: user.customPhotoUrl,
    ldap_server: { id: -1, name: "None" },
    extension_attributes: [],
    sites: [],
    links: {
      computers: named("computer", "general.name"),
      peripherals: [],
      mobile_devices: named("mobile", "general.displayName"),
      vpp_assignments: [],
      total_vpp_code_count: 0,
    },
    user_groups: { size: 0 },
  };
}

const one =
  (property: string, parameter: string): Handler =>
  (call, context) => {
    const user = everyRow(context.state.users).find(
      (row) => String(row[property]) === pathOf(call, parameter),
    );
    if (user === undefined) return context.fail(call, { status: 404, message: "Not Found" });
    return classicJson(call, { user: classicUser(user, context) });
  };

export const classicHandlers = {
  findUsers(call, context) {
    const users = everyRow(context.state.users).map(({ id, username }) => ({
      id: Number(id),
      name: String(username),
    }));
    return classicJson(call, { users: users.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });
  },
  findUsersById: one("id", "id"),
  findUsersByName: one("username", "name"),
  findUsersByEmailAddress(call, context) {
    const found = everyRow(context.state.users).filter(({ email }) => email === pathOf(call, "email"));
    return classicJson(call, { users: found.map((user) => classicUser(user, context)) });
  },
  deleteUserById(call, context) {
    const gone = context.state.users.remove(pathOf(call));
    if (gone === undefined) return context.fail(call, { status: 404, message: "Not Found" });
    return written("user", pathOf(call));
  },
  findPolicies: (call) => classicJson(call, { policies: [{ id: 1, name: "Update Inventory" }] }),
  findOsxConfigurationProfiles: (call) =>
    classicJson(call, { os_x_configuration_profiles: [{ id: 1, name: "FileVault" }] }),
  findMobileDeviceConfigurationProfiles: (call) =>
    classicJson(call, { configuration_profiles: [{ id: 1, name: "Wi-Fi" }] }),
} satisfies Handlers;
