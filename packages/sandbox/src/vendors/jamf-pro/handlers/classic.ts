import { type Row, textOf } from "../../../engine/records/values.ts";
import {
  bodyOf,
  type Call,
  type ResourceCall,
  type VendorResponse,
  xml,
} from "../../../engine/request/call.ts";
import { sites } from "../catalog.ts";
import { classicComputer, classicComputerBasic, classicDevice } from "../render/classic-devices.ts";
import type { Context, Handler, Handlers } from "./handler.ts";
import { wholeRow } from "./lists.ts";
import { written } from "./mobile-devices.ts";
import { isNameRefused } from "./users.ts";

/** What the operation declares of a body. JSON is returned as text, and only if it is accepted; other clients get XML. */
export function classicJson(call: Call, shown: Row): VendorResponse {
  const body = wholeRow(call, shown);
  const isJson = call.headers.get("accept")?.includes("json") ?? false;
  if (!isJson) return { ...xml(body), quirk: "xml-by-default" };
  const text = JSON.stringify(body);
  return { status: 200, text, contentType: "text/plain;charset=UTF-8", quirk: "json-as-text-plain" };
}

/** What the Classic API calls the properties of a user. */
const NAMES = {
  name: "username",
  full_name: "realname",
  email: "email",
  email_address: "email",
  phone_number: "phone",
  position: "position",
  managed_apple_id: "managedAppleId",
  enable_custom_photo_url: "enableCustomPhotoUrl",
  custom_photo_url: "customPhotoUrl",
} as const;

/** A user as the Classic API has it: ids are numbers, one address in two places, and the devices. */
function classicUser(user: Row, { state }: Context): Row {
  const named = (kind: "computer" | "mobile", name: string) => {
    const own = state
      .devicesOf(kind)
      .all()
      .filter((row) => textOf(row, "userAndLocation.username") === user.username);
    return own.map((row) => ({ id: Number(state.idOf(row)), name: textOf(row, name) }));
  };
  return {
    id: Number(user.id),
    ...Object.fromEntries(Object.entries(NAMES).map(([name, property]) => [name, user[property] ?? ""])),
    ldap_server: { id: -1, name: "None" },
    links: {
      computers: named("computer", "general.name"),
      mobile_devices: named("mobile", "general.displayName"),
    },
    user_groups: { size: 0 },
  };
}

/** The sent properties of a user; undefined when the name is missing or taken. */
function sentUser(call: ResourceCall, context: Context): Row | undefined {
  const body = bodyOf(call);
  const sent = Object.entries(NAMES).filter(([name]) => body[name] !== undefined);
  const user: Row = Object.fromEntries(sent.map(([name, property]) => [property, body[name]]));
  const { username = call.record.username } = user;
  return isNameRefused(username, context, call.id) ? undefined : user;
}

const write: Handler = (call, context) => {
  const { users } = context.state;
  const user = sentUser(call, context);
  if (user === undefined) return context.fail(call, { status: 409, message: "Error: name" });
  const { id } = users.update(call.id, user) ?? users.insert(user);
  return written("user", String(id), 201);
};

const one: Handler = (call, context) => classicJson(call, { user: classicUser(call.record, context) });

export const classicHandlers = {
  findUsers(call, { state }) {
    const users = state.users.all().map(({ id, username }) => ({ id: Number(id), name: String(username) }));
    return classicJson(call, { users: users.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });
  },
  findUsersById: one,
  findUsersByName: one,
  findUsersByEmailAddress(call, context) {
    const found = context.state.users.all().filter(({ email }) => email === call.path.email);
    return classicJson(call, { users: found.map((user) => classicUser(user, context)) });
  },
  createUserById: write,
  updateUserById: write,
  deleteUserById({ id }, { state }) {
    state.users.remove(id);
    return written("user", id);
  },
  findAccounts: (call) =>
    classicJson(call, {
      accounts: {
        users: [{ id: 1, name: "admin" }],
        groups: [{ id: 1, name: "Help desk", site: { id: 1, name: String(sites[0]?.name) } }],
      },
    }),
  findComputers: (call, { state }) =>
    classicJson(call, {
      computers: state.computers.all().map(classicDevice),
    }),
  findComputersBasic: (call, { state }) =>
    classicJson(call, { computers: state.computers.all().map(classicComputerBasic) }),
  findComputersById: (call) => classicJson(call, { computer: classicComputer(call.record) }),
  findMobileDevices: (call, { state }) =>
    classicJson(call, { mobile_devices: state.mobileDevices.all().map(classicDevice) }),
  findPolicies: (call) => classicJson(call, { policies: [{ id: 1, name: "Update Inventory" }] }),
  findOsxConfigurationProfiles: (call) =>
    classicJson(call, { os_x_configuration_profiles: [{ id: 1, name: "FileVault" }] }),
  findMobileDeviceConfigurationProfiles: (call) =>
    classicJson(call, { configuration_profiles: [{ id: 1, name: "Wi-Fi" }] }),
} satisfies Handlers;
