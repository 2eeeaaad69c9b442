import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@mdmkit/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runProgram } from "./fixtures/other-language.ts";
import { startTamperingProxy } from "./fixtures/tampering-proxy.ts";
import { type RunningGateway, startGateway } from "./start-gateway.ts";

// Redocly's runner performs the workflows, and checks every answer against the document besides.

const CLI = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const FOLDER = fileURLToPath(new URL("../../../specs/unified/workflows", import.meta.url));
const WORKFLOWS = readdirSync(FOLDER).filter((name) => name.endsWith(".arazzo.yaml"));
let gateway: RunningGateway;
let vendor: Awaited<ReturnType<ReturnType<typeof createSandbox<"jumpcloud">>["listen"]>>;

beforeAll(async () => {
  gateway = await startGateway({
    port: 0,
    allowPrivate: true,
    sandbox: { devices: 12, users: 6 },
    log: () => {},
  });
  vendor = await createSandbox("jumpcloud", { devices: 6 }).listen();
});
afterAll(async () => {
  await gateway.close();
  await vendor[Symbol.asyncDispose]();
});

function respect(url: string, files: readonly string[]) {
  const inputs = {
    admin_token: gateway.token,
    token: gateway.token,
    account: gateway.sandboxes.find((one) => one.vendor === "jamf-pro")?.id,
    base_url: vendor.options.baseUrl,
    api_key: vendor.options.apiKey,
    idempotency_key: "workflows-test",
  };
  const env = {
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    REDOCLY_CLI_RESPECT_SERVER: `gateway=${url}`,
    REDOCLY_CLI_RESPECT_INPUT: Object.entries(inputs)
      .map(([name, value]) => `${name}=${value}`)
      .join(","),
  };
  return runProgram(process.execPath, [CLI, "respect", ...files], { env, cwd: FOLDER });
}

it("every workflow of the document comes to its end", async () => {
  const { code, stdout, stderr } = await respect(gateway.url, WORKFLOWS);
  const output = stdout + stderr;
  expect(output).not.toContain("✗");
  expect(output.match(/Workflows: 1 passed, 1 total/g)).toHaveLength(5);
  expect(code).toBe(0);
  expect(output).not.toContain(gateway.token);
});

it("an answer that the document does not have ends a workflow", async () => {
  await using proxy = await startTamperingProxy(gateway.url, ({ text }) => ({
    text: text.replaceAll(/"result_count":(\d+)/g, '"result_count":"$1"'),
  }));
  const { code, stdout, stderr } = await respect(proxy.url, ["token-life.arazzo.yaml"]);
  expect(code).toBe(1);
  expect(stdout + stderr).toContain("✗ schema check");
});
