import { json } from "../../../engine/call.ts";
import { cutPage, listAnswer } from "../../../engine/paging.ts";
import type { Row } from "../../../engine/values.ts";
import type { Layout } from "../state/layout.ts";
import { type Handlers, notFound, pathOf } from "./handler.ts";

function organization(layout: Layout, created: number): Row {
  const id = layout.organizationId;
  return {
    _id: id,
    id,
    displayName: "Example Works",
    logoUrl: null,
    created: new Date(created).toISOString(),
  };
}

const age = 1000 * 24 * 3600 * 1000;

export const organizationHandlers = {
  organization_list: (call, { state }) =>
    listAnswer(call, cutPage(call, [organization(state.layout, call.now - age)], { max: 100 })),
  organizations_get(call, context) {
    const { layout } = context.state;
    if (pathOf(call, "id") !== layout.organizationId) return notFound(call, context);
    return json({ ...organization(layout, call.now - age), settings: {} });
  },
} satisfies Handlers;
