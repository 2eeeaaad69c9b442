#!/usr/bin/env bash
# scim-patch 0.8.3: PATCH as identity providers send it
#
# Expected: names of attributes and values without `caseExact` compare without case (RFC 7643), and a new primary address
#           takes the mark from the old one (RFC 7644, 3.5.2).
# Seen:     "UserName" becomes a second attribute beside "userName", a filter for "WORK" finds no "work", and two
#           addresses are primary afterwards. Each returns without an error.
# So:       bring names to the spelling of the schema first, and settle `primary` after the patch.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try scim-patch@0.8.3 <<'E2'
import { scimPatch } from "scim-patch";
import { seen } from "./seen.mjs";

const patched = (operation) => {
  const user = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    meta: { resourceType: "User", created: new Date(0), lastModified: new Date(0), location: "/Users/1" },
    userName: "jane",
    emails: [{ value: "jane@example.com", type: "work", primary: true }],
  };
  const { userName, UserName, emails } = scimPatch(user, [operation]);
  return { userName, UserName, emails: emails.map(({ value, primary }) => [value, primary]) };
};

const first = ["jane@example.com", true];
const renamed = patched({ op: "replace", path: "UserName", value: "joan" });
seen("another spelling", renamed, { userName: "jane", UserName: "joan", emails: [first] });
const removed = patched({ op: "remove", path: 'emails[type eq "WORK"]' });
seen("a filter in capitals", removed, { userName: "jane", UserName: undefined, emails: [first] });
const value = [{ value: "joan@example.com", type: "home", primary: true }];
const added = patched({ op: "add", path: "emails", value });
seen("a new primary", added.emails, [first, ["joan@example.com", true]]);
E2
