import { expect, test } from "vitest";
import { parsed, runCli } from "../fixtures/run-cli.ts";

const sandbox = (...args: string[]) => runCli([...args, "--vendor", "jamf-pro", "--sandbox"]);

/** A computer and a mobile device that share the vendor's id. */
const ids = async () => {
  const { stdout } = await sandbox("devices", "list", "--fields", "id", "--output", "ndjson");
  const all = [...stdout.matchAll(/(computer|mobile)-(\d+)/g)].map(([id = "", , bare = ""]) => ({
    id,
    bare,
  }));
  const [bare = ""] = all.flatMap((one, index) =>
    all.some((other, at) => at > index && other.bare === one.bare) ? one.bare : [],
  );
  return { bare, computer: `computer-${bare}`, mobile: `mobile-${bare}` };
};

test("--type selects between devices with the same id", async () => {
  const { bare, computer, mobile } = await ids();
  const get = (...more: string[]) => sandbox("devices", "get", bare, "--output", "json", ...more);
  expect(parsed(await get("--type", "desktop"))).toMatchObject({ id: computer });
  expect(parsed(await get("--type", "mobile"))).toMatchObject({ id: mobile });
  expect(await get()).toMatchObject({ code: 2, stderr: expect.stringContaining("Pass `type`") });
});

test("works with update, delete and actions", async () => {
  const { bare, computer } = await ids();
  const dry = (...words: string[]) =>
    sandbox("devices", ...words, "--type", "desktop", "--dry-run", "--output", "json");
  expect(parsed(await dry("update", bare, "--name", "X"))).toMatchObject({
    requests: [{ method: "PATCH", path: expect.stringMatching(new RegExp(`/${bare}$`)) }],
  });
  expect(parsed(await dry("delete", bare))).toMatchObject({ requests: [{ method: "DELETE" }] });
  expect(parsed(await dry("restart", bare))).toMatchObject({ id: computer });
});

test("an id without a type prefix confirms the device it was given for", async () => {
  const { bare } = await ids();
  const remove = (confirm: string) =>
    sandbox("devices", "delete", bare, "--type", "desktop", "--confirm", confirm);
  expect(await remove(bare)).toMatchObject({ code: 0 });
  expect(await remove(`mobile-${bare}`)).toMatchObject({ code: 6 });
});

test("help lists the option for vendors that support it", async () => {
  const help = async (...more: string[]) => (await runCli(["devices", "get", "--help", ...more])).stdout;
  expect(await help()).toMatch(/--type TYPE .*desktop or mobile \(only jamf-pro\)/);
  expect(await help("--vendor", "jumpcloud")).not.toContain("--type");
});
