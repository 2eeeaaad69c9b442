import { cutPage } from "../../../engine/operations/paging.ts";
import { bearerOf, bodyOf, json } from "../../../engine/request/call.ts";
import type { FleetCredentials } from "../options.ts";
import { failure, type Handlers, premium } from "./handler.ts";

/** `login` is the one user who can log in. */
export const serverHandlers = (login: Omit<FleetCredentials, "token">) =>
  ({
    login(call, { tokens, users, options }) {
      const { email, password } = bodyOf(call);
      if (email !== login.email || password !== login.password) return failure(401, "Authentication failed");
      if (options.secondFactor) return json({ message: "We sent an email to you." }, { status: 202 });
      const token = tokens.issue(Number.POSITIVE_INFINITY);
      return json({ token, user: users.all()[0], available_teams: [], message: "" });
    },
    logout(call, { tokens }) {
      tokens.end(bearerOf(call));
      return { status: 200 };
    },
    getMe: (_call, { users }) => json({ user: users.all()[0], available_teams: [] }),
    getConfig: ({ origin }, { options }) =>
      json({
        org_info: { org_name: "Sandbox Works", org_logo_url: "", contact_url: "" },
        server_settings: { server_url: origin, scripts_disabled: false },
        license: { tier: options.license ?? "premium", expiration: "2030-01-01T00:00:00Z" },
        mdm: { enabled_and_configured: true },
      }),
    listActivities(call, { activities }) {
      const inOrder = call.query.order_direction === "desc" ? activities.toReversed() : activities;
      const { rows, end } = cutPage(call, inOrder);
      const meta = {
        has_next_results: end !== undefined,
        has_previous_results: Number(call.query.page ?? 0) > 0,
      };
      return json({ activities: rows, meta });
    },
    listTeamPolicies: premium(() => json({ policies: [] })),
  }) satisfies Handlers;
