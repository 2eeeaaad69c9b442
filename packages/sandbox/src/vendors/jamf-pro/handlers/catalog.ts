import { operationSchemas } from "@mdmkit/jamf-pro/schemas";
import { json } from "../../../engine/request/call.ts";
import { privilegesOf } from "../privileges.ts";
import type { Handlers } from "./handler.ts";

export const catalogHandlers = {
  listApiRolePrivileges: () =>
    json({ privileges: [...new Set(Object.keys(operationSchemas).flatMap(privilegesOf))] }),
  getJamfProVersion: (_call, { options }) =>
    json({ version: `${options.version ?? "11.30.1"}-t1784555528405` }),
} satisfies Handlers;
