import * as document from "@mdmkit/fleet/schemas";
import { bearerOf } from "../../engine/request/call.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createDraw } from "../../fleet/draw.ts";
import { actionHandlers } from "./handlers/actions.ts";
import { type FleetOperationId, failure, type Handler } from "./handlers/handler.ts";
import { hostHandlers } from "./handlers/hosts.ts";
import { serverHandlers } from "./handlers/server.ts";
import { type FleetCredentials, type FleetOptions, OPTIONS } from "./options.ts";
import { createState, type FleetState } from "./state.ts";

export type { FleetCredentials, FleetOptions } from "./options.ts";

/** The fake Fleet: one server, with or without a Premium license. */
export const fleet: VendorFactory<FleetOptions, FleetState, FleetCredentials, FleetOperationId, "token"> = (
  options,
  context,
) => {
  const state = createState(options, context);
  const draw = createDraw({ seed: context.fleet.seed, kind: "fleet-credentials", index: 0 });
  const credentials = {
    token: `sandbox-${draw.hex("token", 40)}`,
    email: "api@example.com",
    password: `sandbox-${draw.hex("password", 16)}`,
  };
  const handlers: Readonly<Record<string, Handler | undefined>> = {
    ...hostHandlers,
    ...actionHandlers,
    ...serverHandlers(credentials),
  };
  return {
    origin: "https://fleet.sandbox.example",
    basePath: "",
    overLimit: "cut",
    document,
    state,
    handled: Object.keys(handlers),
    collections: { host: state.hosts, label: state.labels, team: state.teams, user: state.users },
    rendering: {
      envelope: ["host", "label", "team", "user", "software_title", "policy", "vulnerability", "software"],
    },
    options: OPTIONS,
    handle: (call) => handlers[call.operationId]?.(call, state),
    authenticate({ headers, now, operationId, operation }) {
      if (operationId === "login") return undefined;
      const token = bearerOf({ headers });
      if (token !== credentials.token && !state.tokens.isValid(token, now)) return failure(401);
      const isTeam = operation.path.startsWith("/api/v1/fleet/teams");
      return isTeam && options.license === "free" ? failure(402) : undefined;
    },
    error: (_operation, { status, message }) => failure(status, message),
    credentials: () => credentials,
    scheme: ["token"],
  };
};
