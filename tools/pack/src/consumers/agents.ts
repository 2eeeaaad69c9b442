import { join } from "node:path";
import type { Check } from "./check.ts";
import { createProject, run } from "./project.ts";

/** The installed command line, as clients start it. */
const serverIn = (folder: string): string[] => [
  process.execPath,
  join(folder, "node_modules/mdmkit/dist/bin.js"),
  ...["mcp", "--sandbox", "--sandbox-devices", "5", "--allow-actions"],
];

/** Clients of agents other than the one that the tests use, with the installed command line. */
export const AGENTS: readonly Check[] = [
  {
    name: "agents: the inspector of the protocol",
    run(folder) {
      const beside = { "@modelcontextprotocol/inspector": "2.12.0" };
      createProject(folder, { manager: "npm", beside, ours: ["mdmkit"] });
      const inspector = join(
        folder,
        "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js",
      );
      const inspect = (...method: string[]): unknown =>
        JSON.parse(
          run([process.execPath, inspector, "--cli", ...serverIn(folder), "--method", ...method], folder),
        );
      expectText(inspect("tools/list"), '"name":"run_action"');
      const count = ["tools/call", "--tool-name", "count_devices", "--tool-arg", "by=platform"];
      expectText(inspect(...count), "Complete. 5 devices in 1 account.");
    },
  },
  {
    name: "agents: the client of the AI SDK",
    run(folder) {
      createProject(folder, { manager: "npm", beside: { "@ai-sdk/mcp": "2.0.99" }, ours: ["mdmkit"] });
      const printed = run([process.execPath, join(folder, "src/agent.mjs"), ...serverIn(folder)], folder);
      expectText(JSON.parse(printed), "Complete. 5 devices.");
    },
  },
];

function expectText(printed: unknown, text: string): void {
  const all = JSON.stringify(printed);
  if (!all.includes(text)) throw new Error(`Expected ${text} in ${all}`);
}
