import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSandbox } from "@mdmkit/sandbox";
import { listen } from "@mdmkit/sandbox/listen";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isInstalled } from "../fixtures/other-language.ts";
import { openTestStore, unpackPreparedDatabase } from "../fixtures/prepared-database.ts";
import { type RunningGateway, startGateway } from "../start-gateway.ts";

// The examples of the reference API's pages. Only host, token and ids are replaced.

const run = promisify(execFile);
let gateway: RunningGateway;
let token = "";
const accounts = new Map<string, string>();

beforeAll(async () => {
  gateway = await startGateway({
    port: 0,
    sandbox: { devices: 12, users: 6 },
    log: () => {},
    store: await openTestStore(),
  });
  token = gateway.token ?? "";
  for (const { vendor, id } of gateway.sandboxes) accounts.set(vendor, id);
});
afterAll(() => gateway.close());

async function list(vendor: string, resource: string) {
  const response = await fetch(
    `${gateway.url}/unified/mdm/${resource}?integrated_account_id=${accounts.get(vendor)}`,
    { headers: { Authorization: `Bearer ${token}` } },
  );
  const body = await response.json();
  return body.result;
}

const hasCurl = await isInstalled("curl", "--version");
const hasPython = await isInstalled("python3", "-c", "import requests");

describe("DELETE /unified/mdm/devices/{id}", () => {
  it.skipIf(!hasCurl)("with curl", async () => {
    const [device] = await list("jumpcloud", "devices");
    const { stdout } = await run("curl", [
      "--silent",
      ...["-X", "DELETE"],
      `${gateway.url}/unified/mdm/devices/${device.id}?integrated_account_id=${accounts.get("jumpcloud")}`,
      ...["-H", `Authorization: Bearer ${token}`],
      ...["-H", "Content-Type: application/json"],
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ id: device.id, serial_number: device.serial_number });
  });

  it("with fetch", async () => {
    const [device] = await list("jamf-pro", "devices");
    const integratedAccountId = accounts.get("jamf-pro");
    const response = await fetch(
      `${gateway.url}/unified/mdm/devices/${device.id}?integrated_account_id=${integratedAccountId}`,
      {
        method: "DELETE",
        headers: {
          Authorization: `Bearer ${token}`,
          "Content-Type": "application/json",
        },
      },
    );
    expect(await response.json()).toMatchObject({ id: device.id });
  });

  it("accepts all parameters of the page", async () => {
    const [device] = await list("jamf-pro", "devices");
    const query = [
      `integrated_account_id=${accounts.get("jamf-pro")}`,
      "type=desktop",
      "truto_response_format=debug",
      "truto_ignore_remote_data=true",
      "truto_exclude_fields[]=notes&truto_exclude_fields[]=name",
    ].join("&");
    const response = await fetch(`${gateway.url}/unified/mdm/devices/${device.id}?${query}`, {
      method: "DELETE",
      headers: { Authorization: `Bearer ${token}` },
    });
    const { result, debug } = await response.json();
    expect(result).not.toHaveProperty("name");
    expect(result).not.toHaveProperty("remote_data");
    expect(result.id).toBe(device.id);
    expect(debug.requestOptions.method).toBe("DELETE");
    expect(debug.requestUrl).toContain("https://jamf-pro.sandbox.example");
  });

  it.skipIf(!hasPython)("with Python", async () => {
    const [device] = await list("applivery", "devices");
    const program = `
import requests

url = "${gateway.url}/unified/mdm/devices/${device.id}"
headers = {
    "Authorization": "Bearer ${token}",
    "Content-Type": "application/json",
}
params = {
    "integrated_account_id": "${accounts.get("applivery")}"
}

response = requests.delete(url, headers=headers, params=params)
print(response.text)
`;
    const { stdout } = await run("python3", ["-c", program]);
    expect(JSON.parse(stdout)).toMatchObject({ id: device.id });
  });
});

describe("PATCH /unified/mdm/users/{id}", () => {
  it("updates a user like the example", async () => {
    const [user] = await list("jamf-pro", "users");
    const body = {
      name: "Ada Lovelace",
      emails: [{ email: "ada@example.com", type: "work", is_primary: true }],
    };
    const response = await fetch(
      `${gateway.url}/unified/mdm/users/${user.id}?integrated_account_id=${accounts.get("jamf-pro")}`,
      {
        method: "PATCH",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      },
    );
    const changed = await response.json();
    expect([response.status, changed.id, changed.name]).toEqual([200, user.id, "Ada Lovelace"]);
    expect(changed.emails[0].email).toBe("ada@example.com");
  });
});

describe("a listening gateway", () => {
  it("stops calling the vendor when the client of a stream disconnects", async () => {
    const sandbox = createSandbox("jumpcloud", { devices: 5000 });
    await using server = await listen(sandbox);
    const own = await startGateway({
      port: 0,
      allowPrivate: true,
      log: () => {},
      store: await openTestStore(),
    });
    const headers = { Authorization: `Bearer ${own.token}`, "content-type": "application/json" };
    const { baseUrl, apiKey, organizationId } = server.options;
    const created = await fetch(`${own.url}/admin/accounts`, {
      method: "POST",
      headers,
      body: JSON.stringify({
        vendor: "jumpcloud",
        name: "loopback",
        values: { baseUrl, apiKey, organizationId },
      }),
    });
    const { id } = await created.json();
    const leave = new AbortController();
    const path = `/unified/mdm/devices?integrated_account_id=${id}&truto_response_format=stream&limit=10`;
    const response = await fetch(own.url + path, { headers, signal: leave.signal });
    await response.body?.getReader().read();
    leave.abort();
    await own.close(); // waits for running requests
    const pages = sandbox.requests.filter(({ operation }) => operation === "systems_list").length;
    expect(pages).toBeLessThan(100); // of 500; sockets buffer some
  });

  it("refuses oversized headers", async () => {
    const response = await fetch(`${gateway.url}/healthz`, { headers: { "x-long": "x".repeat(20_000) } });
    expect(response.status).toBe(431);
  });

  it("stores accounts and tokens in its folder, for one process at a time, and needs a key to listen beyond loopback", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mdmkit-gateway-"));
    try {
      await unpackPreparedDatabase(join(folder, "database"));
      const first = await startGateway({ port: 0, folder, log: () => {} });
      await expect(startGateway({ port: 0, folder, log: () => {} })).rejects.toThrow("Another process");
      await first.close();
      await rm(join(folder, "key"), { force: true });
      const open = { port: 0, folder, log: () => {}, keys: Buffer.alloc(32, "k").toString("base64") };
      const again = await startGateway(open);
      expect(again.token).toBeUndefined();
      const headers = { Authorization: `Bearer ${first.token}` };
      expect((await fetch(`${again.url}/admin/accounts`, { headers })).status).toBe(200);
      await again.close();
      const exposed = startGateway({ port: 0, folder, host: "0.0.0.0", log: () => {} });
      await expect(exposed).rejects.toThrow("MDMKIT_GATEWAY_KEY");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
