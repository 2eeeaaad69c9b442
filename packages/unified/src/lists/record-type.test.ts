import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { DeviceType } from "../contract/model.ts";
import { jamfPro } from "../vendors/jamf-pro/index.ts";
import { jumpcloud } from "../vendors/jumpcloud/index.ts";

/** Each method that takes the id of a device, with the type that it must be of. */
function callsOf({ devices }: { devices: Methods }, id: string, type: DeviceType) {
  const confirm = id;
  return {
    get: () => devices.get(id, { type }),
    update: () => devices.update(id, { name: "X" }, { type }),
    delete: () => devices.delete(id, { type, confirm }),
    restart: () => devices.restart(id, { type }),
  };
}
type Options = { type: DeviceType };
type Methods = {
  get(id: string, options: Options): Promise<object>;
  update(id: string, changes: { name: string }, options: Options): Promise<object>;
  delete(id: string, options: Options & { confirm: string }): Promise<object>;
  restart(id: string, options: Options): Promise<object>;
};

describe("a device of another type", () => {
  it("is refused without a request where the id says its kind", async () => {
    const sandbox = createSandbox("jamf-pro", { devices: 4 });
    const mdm = connect(jamfPro(sandbox.options));
    for (const [name, call] of Object.entries(callsOf(mdm, "computer-6", "mobile")))
      await expect(call(), name).rejects.toThrow("`type` is mobile, but the id is that of a computer.");
    await expect(mdm.devices.command("mobile-1", "c", { type: "desktop" })).rejects.toThrow(
      "a mobile device",
    );
    expect(sandbox.requests).toEqual([]);
  });

  it("is refused before anything is written where the record says it", async () => {
    const sandbox = createSandbox("jumpcloud", { devices: 30 });
    const mdm = connect(jumpcloud(sandbox.options));
    const [laptop] = await mdm.devices.list({ type: "laptop" }).toArray();
    const before = sandbox.requests.length;
    for (const [name, call] of Object.entries(callsOf(mdm, laptop?.id ?? "", "server")))
      await expect(call(), name).rejects.toMatchObject({
        code: "invalid-input",
        problem: "`type` is server, but the type of this record is laptop.",
        outcome: "not-sent",
      });
    expect(sandbox.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
    await callsOf(mdm, laptop?.id ?? "", "laptop").update();
  });

  it("is not what `desktop` means where computers and mobile devices are two lists: laptops are on the first", async () => {
    const sandbox = createSandbox("jamf-pro", { devices: 30 });
    const mdm = connect(jamfPro(sandbox.options));
    const [laptop] = await mdm.devices.list({ type: "laptop" }).toArray();
    const id = laptop?.id ?? "";
    expect(await mdm.devices.get(id, { type: "desktop" })).toMatchObject({ id, type: "laptop" });
    const before = sandbox.requests.length;
    await mdm.devices.delete(id, { type: "desktop", confirm: id, dryRun: true });
    expect(sandbox.requests.length - before).toBe(1); // no more than the confirmation reads
    await expect(mdm.devices.delete(id, { type: "virtual_machine", confirm: id })).rejects.toThrow(
      "is laptop",
    );
  });
});

it("an app of another kind of device is refused, and so is the option for records without kinds", async () => {
  const sandbox = createSandbox("jamf-pro", { devices: 12 });
  const mdm = connect(jamfPro(sandbox.options));
  const { items } = await mdm.apps.list({ device_type: "desktop" }).page();
  const id = items[0]?.id ?? "";
  expect(await mdm.apps.get(id, { device_type: "desktop" })).toMatchObject({ id });
  await expect(mdm.apps.get(id, { device_type: "mobile" })).rejects.toThrow(
    "the platform of this record is macos",
  );
  const options: object = { type: "mobile" };
  await expect(mdm.users.get("1", options)).rejects.toThrow("Unknown option type");
});
