#!/usr/bin/env bash
# oauth4webapi 3.8.8 and simple-oauth2 5.1.0: a client id with hyphens in HTTP Basic
#
# Expected: RFC 6749 wants id and secret form-encoded before Basic. Form encoding leaves letters, digits, "-", "_"
#           and "." alone, so the id of an app, a GUID, is sent as it is.
# Seen:     oauth4webapi (below openid-client) encodes "-", "_" and "." too: hyphens of the GUID are sent as %2D.
#           A server that compares without decoding returns invalid_client; with simple-oauth2 the same id works.
# So:       if a vendor refuses good credentials, use ClientSecretPost or an own ClientAuth function.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try oauth4webapi@3.8.8 simple-oauth2@5.1.0 <<'E2'
import { createServer } from "node:http";
import { once } from "node:events";
import * as oauth from "oauth4webapi";
import simple from "simple-oauth2";
import { seen } from "./seen.mjs";

const id = "00000000-0000-4000-8000-000000000001";
const secret = "a_b.c";
const decoded = (header) => Buffer.from(header.slice("Basic ".length), "base64").toString();
let received = "";
const server = createServer((request, response) => {
  received = decoded(request.headers.authorization);
  response.writeHead(200, { "content-type": "application/json" });
  response.end('{"access_token":"example","token_type":"Bearer","expires_in":60}');
}).listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${server.address().port}`;

const issuer = { issuer: origin, token_endpoint: `${origin}/token` };
const parameters = new URLSearchParams();
const options = { [oauth.allowInsecureRequests]: true };
const basic = oauth.ClientSecretBasic(secret);
await oauth.clientCredentialsGrantRequest(issuer, { client_id: id }, basic, parameters, options);
seen("oauth4webapi", received, "00000000%2D0000%2D4000%2D8000%2D000000000001:a%5Fb%2Ec");
const auth = { tokenHost: origin, tokenPath: "/token" };
await new simple.ClientCredentials({ client: { id, secret }, auth }).getToken({});
seen("simple-oauth2", received, `${id}:a_b.c`);
seen("form encoding", new URLSearchParams({ id, secret }).toString(), `id=${id}&secret=${secret}`);
server.close();
E2
