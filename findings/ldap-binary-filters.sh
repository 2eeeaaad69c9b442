#!/usr/bin/env bash
# ldapts 8.2.0: a search by objectGUID
#
# Expected: \a1 in a filter is the byte a1 (RFC 4515), which is how devices and users of Active Directory are found by
#           their GUID.
# Seen:     each escaped byte is read as a character and sent as UTF-8: 04 a1 00 ff goes out as 04 c2a1 00 c3bf. Every
#           GUID with a byte above 7f is searched for in vain, and the result is an empty list, not an error.
# So:       new EqualityFilter({ attribute, value: buffer }), which sends the bytes.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try ldapts@8.2.0 <<'E2'
import { once } from "node:events";
import net from "node:net";
import { Client, EqualityFilter } from "ldapts";
import { seen } from "./seen.mjs";

async function sent(filter) {
  let bytes = "";
  const server = net.createServer((socket) =>
    socket.once("data", (data) => {
      bytes = data.toString("hex");
      socket.destroy();
    }),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = new Client({ url: `ldap://127.0.0.1:${server.address().port}` });
  await client.search("DC=example", { filter }).catch(() => {});
  server.close();
  const name = Buffer.from("objectGUID").toString("hex");
  return bytes.split(name)[1].slice(0, 16);
}

const tagAndLength = (length) => `040${length}`;
seen("as text", await sent("(objectGUID=\\04\\a1\\00\\ff)"), `${tagAndLength(6)}04c2a100c3bf`);
const filter = new EqualityFilter({ attribute: "objectGUID", value: Buffer.from("04a100ff", "hex") });
seen("as bytes", (await sent(filter)).slice(0, 12), `${tagAndLength(4)}04a100ff`);
E2
