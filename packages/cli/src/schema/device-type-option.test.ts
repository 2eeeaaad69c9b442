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

test("refuses a device of another type, by any id and with every vendor, before anything is sent", async () => {
  const { computer } = await ids();
  const refused = { code: 2, stderr: expect.stringContaining("`type` is mobile") };
  expect(
    await sandbox("devices", "delete", computer, "--type", "mobile", "--confirm", computer),
  ).toMatchObject(refused);
  const jumpcloud = (...args: string[]) => runCli([...args, "--vendor", "jumpcloud", "--sandbox"]);
  const list = await jumpcloud(
    "devices",
    "list",
    "--platform",
    "windows",
    "--fields",
    "id,serial_number",
    "--output",
    "ndjson",
  );
  const { id, serial_number: serial } = JSON.parse(/^.*"serial_number":".*$/m.exec(list.stdout)?.[0] ?? "");
  for (const words of [
    ["get", id],
    ["explain", `serial:${serial}`],
    ["update", id, "--name", "X"],
    ["restart", id],
    ["delete", id, "--confirm", id],
  ])
    expect(await jumpcloud("devices", ...words, "--type", "mobile"), words[0]).toMatchObject(refused);
});
