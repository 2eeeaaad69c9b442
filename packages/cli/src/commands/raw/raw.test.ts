import { isVendorId, loadDocument } from "@mdmkit/unified/vendors";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { REQUESTS } from "../../../../sandbox/src/fixtures/every-vendor.ts";
import { reached, reachedAsDocumented } from "../../../../sandbox/src/fixtures/sources.ts";
import { validInput } from "../../../../sandbox/src/fixtures/valid-input.ts";
import { createAccount } from "../../fixtures/accounts.ts";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

let account: Awaited<ReturnType<typeof createAccount>>;
beforeEach(async () => {
  account = await createAccount({ devices: 3 });
});
afterEach(() => account.close());
const raw = (args: readonly string[], stdin?: string | readonly string[], columns?: number) =>
  runCli(["raw", ...args], {
    env: account.env,
    ...(stdin !== undefined && { stdin }),
    ...(columns !== undefined && { columns }),
  });
const userId = () => account.sandbox.state.users.ids().at(-1) ?? "";

test("prints the vendor's response as JSON", async () => {
  const outcome = await raw(["systems_list", "limit=1", "fields=hostname"]);
  expect(outcome.code).toBe(0);
  const { results } = Object(parsed(outcome));
  expect(results).toMatchObject([{ hostname: expect.any(String) }]);
  expect(account.sandbox.requests.at(-1)?.query).toEqual({ limit: "1", fields: "hostname" });
});

test("--all prints every page, with a report", async () => {
  const outcome = await raw(["systems_list", "limit=2", "--all"]);
  expect(parsed(outcome)).toMatchObject({
    result: [{}, {}, {}],
    report: { pages: 2, records: 3, complete: true },
  });
  expect(outcome.stderr).toContain("3 records read in 2 pages: complete");
  const lines = await raw(["systems_list", "--all", "--output", "ndjson"]);
  expect(lines.stdout.trimEnd().split("\n")).toHaveLength(3);
});

test("--dry-run sends nothing with --all either", async () => {
  const outcome = await raw(["systems_list", "--all", "--dry-run", "--output", "json"]);
  expect(parsed(outcome)).toMatchObject({ dry_run: true, requests: [{ method: "GET" }] });
  expect(account.sandbox.requests).toEqual([]);
});

test("the body is JSON, from the option or standard input", async () => {
  const body = { username: "kim", email: "kim@example.com" };
  const created = await raw(["systemusers_post", "--json", "-"], JSON.stringify(body));
  expect(parsed(created)).toMatchObject(body);
  const { code, stderr } = await raw(["systemusers_post", "--json", '{"username":"kim"}']);
  expect([code, stderr]).toEqual([2, expect.stringContaining("body.email is required.")]);
});

test.each([
  [["systems_lst"], "Did you mean systems_list?"],
  [["systems_list", "limt=1"], "Did you mean limit?"],
  [["systems_list", "limit=9999"], "limit must be <= 100."],
  [["systems_list", "limit=many"], "limit must be integer."],
  [["systems_list", "limit=1", "limit=2"], "limit takes one value"],
  [["systems_list", "1"], "NAME=VALUE"],
  [["systems_get"], "id is required."],
  [["systems_list", "--json", "{}"], "The operation has no body."],
  [["systems_list", "--output", "csv"], "--output ndjson"],
])("%j is rejected before a request", async (args, message) => {
  const { code, stdout, stderr } = await raw(args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
  expect(account.sandbox.requests).toEqual([]);
});

describe("a destructive operation", () => {
  const users = () => account.sandbox.state.users.ids();

  test("needs a confirmation", async () => {
    const id = userId();
    const refused = await raw(["systemusers_delete", `id=${id}`]);
    expect([refused.code, refused.stderr]).toEqual([6, expect.stringContaining("--confirm VALUE")]);
    expect((await raw(["systemusers_delete", `id=${id}`, "--confirm", "another"])).code).toBe(6);
    expect(account.sandbox.requests).toEqual([]);
    expect((await raw(["systemusers_delete", `id=${id}`, "--confirm", id])).code).toBe(0);
    expect(users()).not.toContain(id);
  });

  test("asks for it on a terminal", async () => {
    const id = userId();
    const wrong = await raw(["systemusers_delete", `id=${id}`], ["no\n"], 80);
    expect([wrong.code, wrong.stderr]).toEqual([6, expect.stringContaining("Nothing was sent.")]);
    const { code, stderr } = await raw(["systemusers_delete", `id=${id}`], [`${id}\n`], 80);
    expect([code, stderr]).toEqual([0, expect.stringContaining(`(DELETE /systemusers/{id}): ${id}.`)]);
    expect(users()).not.toContain(id);
  });

  test("sends nothing with --dry-run", async () => {
    const outcome = await raw(["systemusers_delete", "id=5", "--dry-run", "--output", "json"]);
    expect(parsed(outcome)).toMatchObject({
      dry_run: true,
      requests: [{ method: "DELETE", path: "/api/systemusers/5" }],
    });
    expect(account.sandbox.requests).toEqual([]);
  });
});

test("a vendor's error keeps its status, in message and exit code", async () => {
  const { code, stdout, stderr } = await raw(["systemusers_get", "id=000000000000000000000000"]);
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toContain("systemusers_get: 404");
});

test("help comes from the document", async () => {
  const { code, stdout } = await raw(["systemusers_delete", "--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/id=STRING +path, required/);
  expect(stdout).toContain("repeat the value of id to confirm");
  expect(stdout).not.toContain("--json");
  expect((await raw(["systems_list", "--help"])).stdout).toContain("--all");
});

test("lists the operations of the selected vendor, or of all", async () => {
  const outcome = await runCli([
    "raw",
    "--vendor",
    "jumpcloud",
    "--search",
    "delete user",
    "--output",
    "json",
  ]);
  const names = Object(parsed(outcome)).map(({ operation }: { operation: string }) => operation);
  expect(names).toContain("systemusers_delete");
  expect(names).not.toContain("systems_list");
  expect((await runCli(["raw"])).stdout).toContain("jamf-pro");
});

describe.each(REQUESTS.filter(([vendor]) => isVendorId(vendor)))(
  "every operation of %s",
  async (vendor, open) => {
    const { operations } = await loadDocument(vendor);
    const requests = open();

    test("is counted in docs/interfaces.md", () => {
      expect(reachedAsDocumented("command line", vendor)).toEqual(reached(vendor, Object.keys(operations)));
    });

    test("is written as its document says", async () => {
      for (const [name, { method, path, body }] of Object.entries(operations)) {
        const { body: content, ...places } = validInput(requests, name);
        const outcome = await runCli([
          ...[
            "raw",
            name,
            "--vendor",
            vendor,
            "--sandbox",
            "--sandbox-devices",
            "4",
            "--dry-run",
            "--output",
            "json",
            "--quiet",
          ],
          ...Object.entries(places).flatMap(([place, values]) =>
            Object.entries(values).map(([key, value]) => `${place}.${key}=${argumentOf(value)}`),
          ),
          ...(body && content !== undefined ? ["--json", JSON.stringify(content)] : []),
        ]);
        expect({ name, stderr: outcome.stderr }).toEqual({ name, stderr: "" });
        const [request] = Object(parsed(outcome)).requests;
        expect({ name, method: request.method }).toEqual({ name, method });
        expect(request.path.replace(/\?.*/, "")).toMatch(patternOf(path));
      }
    });
  },
);

const argumentOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A path of the document as a pattern, with anything before it. */
function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^{}]+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`${parts.join("[^/]+")}$`);
}
