import { asText } from "../../../engine/records/values.ts";
import { bodyOf } from "../../../engine/request/call.ts";
import { blankAccount } from "../render/account.ts";
import { type Handlers, refuse, success } from "./handler.ts";
import { listResponse, search } from "./lists.ts";
import { accountProperties } from "./records.ts";

export const userHandlers = {
  listUsers(call, context) {
    const { users } = context.state;
    const rows = search(call, context, {
      collection: users,
      properties: accountProperties,
      render: (row) => row,
    });
    if ("status" in rows) return rows;
    return listResponse(call, rows, {
      render: context.masked,
      facets: { ACCOUNTTYPE: { user: rows.length } },
    });
  },
  /** An account without a password and, as far as is known, without a name. */
  createUser(call, { state }) {
    const { users } = state;
    const body = bodyOf(call);
    const uid = asText(body["accounts[0].uid"]);
    const all = users.rows("id");
    if (all.slice(0, all.length).some((row) => row.uid === uid)) return refuse(409, "uid: taken already");
    const invite = call.query.sendInvite === true;
    const account = users.insert({
      ...blankAccount,
      uid,
      username: uid,
      emailAddress: asText(body["accounts[0].emailAddress"]),
      createdAt: call.now,
      modifiedAt: call.now,
      inviteState: invite ? "Pending" : "None",
      inviteLastSentAt: invite ? call.now : null,
    });
    return success(account);
  },
} satisfies Handlers;
