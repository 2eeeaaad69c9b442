#!/usr/bin/env bash
# @modelcontextprotocol/server and client 2.4.0: one server for both generations of the protocol
#
# Expected: LATEST_PROTOCOL_VERSION names the latest version that the packages speak, and a client and a server of one release speak it
#           with each other. A server learns what a client can do in one way, whatever the transport.
# Seen:     the constant is 2025-11-25 in packages that speak 2026-07-28, and a client speaks that only with `versionNegotiation`. With
#           it, `getClientCapabilities()` is undefined over stdio and filled over HTTP; `ctx.mcpReq.envelope`, which its documentation
#           names instead, is undefined for clients of the older generation. So code that reads one of them takes a client that can show
#           forms for one that cannot. (The published type of the envelope is an empty object.)
# So:       read the envelope first and the accessor second; never compare with LATEST_PROTOCOL_VERSION.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @modelcontextprotocol/server@2.4.0 @modelcontextprotocol/client@2.4.0 <<'E2'
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import {
  CLIENT_CAPABILITIES_META_KEY,
  createMcpHandler,
  fromJsonSchema,
  InMemoryTransport,
  LATEST_PROTOCOL_VERSION,
  McpServer,
} from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { seen } from "./seen.mjs";

function createServer() {
  const server = new McpServer({ name: "server", version: "1.0.0" }, { capabilities: { tools: {} } });
  const inputSchema = fromJsonSchema({ type: "object", properties: {} });
  server.registerTool("known", { inputSchema }, async (_, { mcpReq }) => {
    const accessor = "elicitation" in (server.server.getClientCapabilities() ?? {});
    const envelope = "elicitation" in (mcpReq.envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {});
    return { content: [{ type: "text", text: JSON.stringify({ accessor, envelope }) }] };
  });
  return server;
}

/** What the server knows of a client that can show forms. */
async function observe(transport, options) {
  const client = new Client({ name: "client", version: "1.0.0" }, { capabilities: { elicitation: { form: {} } }, ...options });
  await client.connect(transport);
  const { content } = await client.callTool({ name: "known", arguments: {} });
  const version = client.getNegotiatedProtocolVersion();
  await client.close();
  return { version, ...JSON.parse(content[0].text) };
}

function stdio() {
  const [near, far] = InMemoryTransport.createLinkedPair();
  serveStdio(createServer, { transport: far });
  return near;
}
const { fetch } = createMcpHandler(createServer);
const http = () =>
  new StreamableHTTPClientTransport(new URL("http://localhost/mcp"), { fetch: (url, init) => fetch(new Request(url, init)) });
const auto = { versionNegotiation: { mode: "auto" } };

seen("latest", LATEST_PROTOCOL_VERSION, "2025-11-25");
seen("by default", await observe(stdio(), {}), { version: "2025-11-25", accessor: true, envelope: false });
seen("stdio, newer", await observe(stdio(), auto), { version: "2026-07-28", accessor: false, envelope: true });
seen("HTTP, newer", await observe(http(), auto), { version: "2026-07-28", accessor: true, envelope: true });
E2
