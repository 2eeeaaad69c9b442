import { createMCPClient } from "@ai-sdk/mcp";
import { Experimental_StdioMCPTransport as StdioTransport } from "@ai-sdk/mcp/mcp-stdio";

// Lists the tools of a server, calls one, and prints what it returns.
const [command, ...args] = process.argv.slice(2);
const client = await createMCPClient({ transport: new StdioTransport({ command, args }) });
try {
  const tools = await client.tools();
  const options = { messages: [], toolCallId: "1" };
  console.log(JSON.stringify(await tools.find_devices.execute({ fields: ["id", "name"] }, options)));
} finally {
  await client.close();
}
