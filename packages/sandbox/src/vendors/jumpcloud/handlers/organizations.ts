import { type Handlers, notFound, pathOf } from "./handler.ts";
import { listV1, oneV1 } from "./lists.ts";

/** What a row of the list tells; only a single organization shows its settings. */
const listed = ["_id", "id", "displayName", "logoUrl", "created"];

export const organizationHandlers = {
  organization_list: (call, { state }) => listV1(call, state.organizations, listed),
  organizations_get(call, context) {
    const row = context.state.organizations.get(pathOf(call, "id"));
    return row === undefined ? notFound(call, context) : oneV1(call, row);
  },
} satisfies Handlers;
