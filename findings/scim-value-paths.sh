#!/usr/bin/env bash
# scim2-parse-filter 0.2.10: conditions within the brackets of a value path
#
# Expected: RFC 7644 (3.4.2.2): conditions in `emails[…]` are all about the same email. So whoever has the address at home, and another one
#           at work, does not match `emails[type eq "work" and value eq "a@example.com"]`.
# Seen:     each condition is met by any of the emails, so that this user matches. `emails[not (type eq "home")]` lacks a user
#           with an address at work, who has one at home, too. scimmy answers both as expected.
# So:       evaluate value paths element by element; a filter from a directory decides whose account is disabled.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try scim2-parse-filter@0.2.10 scimmy@1.3.5 <<'E2'
import parseFilter from "scim2-parse-filter";
import SCIMMY from "scimmy";
import { seen } from "./seen.mjs";

const users = [
  { id: "work", emails: [{ type: "work", value: "a@example.com" }] },
  { id: "both", emails: [{ type: "home", value: "a@example.com" }, { type: "work", value: "b@example.com" }] },
  { id: "home", emails: [{ type: "home", value: "a@example.com" }] },
];
const ids = (found) => found.map(({ id }) => id).join(" ");
const matched = (filter) => [
  ids(users.filter(parseFilter.filter(parseFilter.parse(filter)))),
  ids(new SCIMMY.Types.Filter(filter).match(users)),
];
const address = 'emails[type eq "work" and value eq "a@example.com"]';
seen("the address at work", matched(address), ["work both", "work"]);
seen("an address elsewhere than at home", matched('emails[not (type eq "home")]'), ["work", "work both"]);
E2
