import { asTexts, type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import type { AppliveryPlatform } from "../inventory.ts";
import { success } from "../query/page.ts";
import type { AppliveryState } from "../state/state.ts";
import type { Handler } from "./handler.ts";
import { tokenView } from "./views.ts";

function insert(state: AppliveryState, token: Row): Row {
  return tokenView(state.tokens.insert(token), state);
}

/** A token of a pending enrollment; its user cannot be removed meanwhile. */
export function createToken(kind: AppliveryPlatform): Handler {
  return (call, state) => {
    const { displayName, tags = [], mdmUserId } = bodyOf(call);
    if (mdmUserId !== undefined && state.users.get(String(mdmUserId)) === undefined) return failure(3001);
    const createdAt = new Date(call.now).toISOString();
    return success(insert(state, { type: kind, displayName, tags, mdmUserId, createdAt }));
  };
}

/** A token for each user of an address; unknown addresses are skipped. */
export function createTokens(kind: AppliveryPlatform): Handler {
  return (call, state) => {
    const emails = asTexts(bodyOf(call).userEmails);
    const users = state.users.all().filter((user) => emails.includes(textOf(user, "email")));
    const createdAt = new Date(call.now).toISOString();
    return success(users.map(({ id }) => insert(state, { type: kind, mdmUserId: id, createdAt })));
  };
}
