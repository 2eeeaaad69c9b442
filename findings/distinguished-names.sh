#!/usr/bin/env bash
# @ldapjs/dn 1.1.0: names of owners and organizational units from a directory
#
# Expected: a name that is read and written again is the same name, and attribute types compare without case.
# Seen:     an escaped plus ends the value: "R\+D" becomes "R". An escaped blank at the start is lost; an escaped "#" loses
#           its escape, which makes a hexadecimal value of it. "CN=" and "cn=" are two names.
# So:       keep the text that the directory sent; compare through the server, or by a GUID.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @ldapjs/dn@1.1.0 <<'E2'
import { DN } from "@ldapjs/dn";
import { seen } from "./seen.mjs";

const again = (text) => DN.fromString(text).toString();

seen("comma", again("CN=Doe\\, Jane,DC=example"), "CN=Doe\\2c Jane,DC=example");
seen("plus", again("OU=R\\+D,DC=example"), "OU=R,DC=example");
seen("blank at the start", again("OU=\\ Lab,DC=example"), "OU=Lab,DC=example");
seen("number sign", again("OU=\\#12,DC=example"), "OU=#12,DC=example");
const equal = DN.fromString("CN=Jane,DC=example").equals(DN.fromString("cn=Jane,dc=example"));
seen("CN and cn are equal", equal, false);
E2
