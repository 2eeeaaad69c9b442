import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@mdmkit/sandbox";
import { listen, type SandboxServer } from "@mdmkit/sandbox/listen";
import type { Device } from "@mdmkit/unified";
import type { UnifiedPaths } from "@mdmkit/unified/paths";
import createClient from "openapi-fetch";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { runProgram } from "../fixtures/other-language.ts";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { startTamperingProxy } from "../fixtures/servers/tampering-proxy.ts";
import { type RunningGateway, startGateway } from "../start-gateway.ts";
import { readOpenApi } from "./assets.ts";

const CLI = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
/** Turns off telemetry and the check for updates. */
const QUIET = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
const FOLDER = fileURLToPath(new URL("../../../../specs/unified/workflows", import.meta.url));
const WORKFLOWS = readdirSync(FOLDER).filter((name) => name.endsWith(".arazzo.yaml"));
let gateway: RunningGateway;
let vendor: SandboxServer<unknown, { apiKey: string; baseUrl: string }>;

beforeAll(async () => {
  gateway = await startGateway({
    port: 0,
    allowPrivate: true,
    sandbox: { devices: 12, users: 6 },
    log: () => {},
    store: await openTestStore(),
  });
  vendor = await listen(createSandbox("jumpcloud", { devices: 6 }));
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
    ...QUIET,
    REDOCLY_CLI_RESPECT_SERVER: `gateway=${url}`,
    REDOCLY_CLI_RESPECT_INPUT: Object.entries(inputs)
      .map(([name, value]) => `${name}=${value}`)
      .join(","),
  };
  return runProgram(process.execPath, [CLI, "respect", ...files], { env, cwd: FOLDER });
}

const accountIdOf = (vendor: string) => gateway.sandboxes.find((one) => one.vendor === vendor)?.id ?? "";

describe("the document of a running gateway", () => {
  it("and those of its accounts are valid by all rules for the document in the repository", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mdmkit-openapi-"));
    try {
      const ofAccounts = gateway.sandboxes.map(
        ({ id }) => `/vendor/openapi.json?integrated_account_id=${id}`,
      );
      const paths = ["/openapi.json", ...ofAccounts];
      const headers = { authorization: `Bearer ${gateway.token}` };
      for (const [at, path] of paths.entries()) {
        const served = await fetch(gateway.url + path, { headers });
        await writeFile(join(folder, `${at}.json`), await served.text());
      }
      // Paths under `devices/{id}` and `devices/meta` could only be confused if they had a method in common.
      const rules = ["--extends", "recommended", "--skip-rule", "no-ambiguous-paths"];
      const args = [CLI, "lint", ...rules, ...paths.map((_, at) => `${at}.json`)];
      const { code, stdout, stderr } = await runProgram(process.execPath, args, { env: QUIET, cwd: folder });
      expect([code, stdout + stderr]).toEqual([0, expect.not.stringMatching(/error|warning/i)]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is the document of the repository, with this server at any host name", async () => {
    const response = await fetch(`${gateway.url}/openapi.json`, {
      headers: {
        "x-forwarded-host": "elsewhere.example",
        "x-forwarded-proto": "https",
        forwarded: "host=elsewhere.example;proto=https",
      },
    });
    const { servers, ...served } = await response.json();
    const { servers: _ours, ...document } = await readOpenApi();
    expect(served).toEqual(document);
    expect(servers).toEqual([{ url: "/", description: "This gateway." }]);
    expect(new URL(servers[0].url, "https://mdm.example.com/openapi.json").href).toBe(
      "https://mdm.example.com/",
    );
  });

  it("gives openapi-fetch the types to call the gateway", async () => {
    const client = createClient<UnifiedPaths>({
      baseUrl: gateway.url,
      headers: { Authorization: `Bearer ${gateway.token}` },
      // The parameter is `truto_exclude_fields[]`; brackets are part of its name.
      querySerializer: {
        array: { style: "form", explode: true },
        object: { style: "deepObject", explode: true },
      },
    });
    const query = { integrated_account_id: accountIdOf("jumpcloud") };
    const list = await client.GET("/unified/mdm/devices", {
      params: { query: { ...query, limit: 2, "truto_exclude_fields[]": ["name", "notes"] } },
    });
    expect(list.error).toBeUndefined();
    expect(list.data).toMatchObject({ result_count: 2, next_cursor: expect.any(String) });
    const { data } = list;
    if (typeof data !== "object" || !("result_count" in data)) throw new Error("That is no list.");
    const { result } = data;
    const [device] = Array.isArray(result) ? result : [];
    expectTypeOf(device).toEqualTypeOf<Device | undefined>();
    expect(Object.keys(device ?? {})).not.toContain("name");

    const owned = await client.GET("/unified/mdm/devices", {
      params: {
        query: { ...query, owner: { emails: "someone@example.com" }, truto_response_format: "unified" },
      },
    });
    expect(owned.data).toMatchObject({ result_count: 0 });

    const created = await client.POST("/unified/mdm/users", {
      params: { query, header: { "Idempotency-Key": "openapi-fetch" } },
      body: { name: "Kim Hollis", emails: [{ email: "kim.hollis@example.com" }] },
    });
    expect([created.response.status, created.error]).toEqual([201, undefined]);

    const missing = await client.GET("/unified/mdm/devices/{id}", {
      params: { path: { id: "no-such-device" }, query },
    });
    expect(missing.error).toMatchObject({ statusCode: 404, truto_is_remote_error: true });
    // @ts-expect-error: the document does not have this platform
    await client.GET("/unified/mdm/devices", { params: { query: { ...query, platform: "amiga" } } });
  });
});

// Redocly's runner performs the workflows, and also validates every response against the document.
describe("workflows", () => {
  it("all workflows of the document succeed", async () => {
    const { code, stdout, stderr } = await respect(gateway.url, WORKFLOWS);
    const output = stdout + stderr;
    expect(output).not.toContain("✗");
    expect(output.match(/Workflows: 1 passed, 1 total/g)).toHaveLength(WORKFLOWS.length);
    expect(code).toBe(0);
    expect(output).not.toContain(gateway.token);
  });

  it("a response that the document does not describe fails a workflow", async () => {
    await using proxy = await startTamperingProxy(gateway.url, ({ text }) => ({
      text: text.replaceAll(/"result_count":(\d+)/g, '"result_count":"$1"'),
    }));
    const { code, stdout, stderr } = await respect(proxy.url, ["token-life.arazzo.yaml"]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("✗ schema check");
  });
});
