import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/calls.ts";

const path = "/JSSResource/mobiledeviceapplications";

function open() {
  const { sandbox, call } = openJamfPro();
  const token = sandbox.state.tokens.issue(Number.POSITIVE_INFINITY);
  const write = async (method: string, id: string, general = "") => {
    const response = await sandbox.fetch(`${sandbox.baseUrl}${path}/id/${id}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/xml" },
      ...(general && {
        body: `<mobile_device_application><general>${general}</general></mobile_device_application>`,
      }),
    });
    return { status: response.status, text: await response.text() };
  };
  return { sandbox, call, write };
}

const whole = "<name>Notes</name><bundle_id>com.example.notes</bundle_id><version>1.0</version>";

describe("managed apps", () => {
  it("are listed in part, and read completely, with numbers for ids", async () => {
    const { sandbox, call } = open();
    const list = JSON.parse((await call(path)).text);
    expect(list.mobile_device_applications).toHaveLength(sandbox.state.managedApps.count());
    expect(list.mobile_device_applications[0]).toEqual({
      id: 1,
      name: "Slack",
      display_name: "Slack",
      bundle_id: "com.tinyspeck.chatlyio",
      version: "25.11.10",
      internal_app: false,
    });
    const one = JSON.parse((await call(`${path}/id/1`)).text);
    expect(one.mobile_device_application).toMatchObject({ general: { id: 1, free: true }, scope: {} });
    expect((await call(`${path}/id/99`)).status).toBe(404);
    expect(sandbox.violations).toEqual([]);
  });

  it("are made, changed in what is named, and deleted", async () => {
    const { sandbox, call, write } = open();
    const made = await write("POST", "0", whole);
    const [, id = ""] = /<id>(\d+)<\/id>/.exec(made.text) ?? [];
    expect([made.status, id]).toEqual([201, "7"]);
    expect((await write("PUT", id, "<name>R&amp;D</name>")).status).toBe(201);
    const { general } = JSON.parse((await call(`${path}/id/${id}`)).text).mobile_device_application;
    expect(general).toMatchObject({ id: 7, name: "R&D", display_name: "Notes", version: "1.0" });
    expect((await write("DELETE", id)).status).toBe(200);
    expect((await write("DELETE", id)).status).toBe(404);
    expect(sandbox.violations).toEqual([]);
  });

  it.each(["<name>Notes</name>", whole.replace("Notes", "")])("are not made of %s", async (general) => {
    const { sandbox, write } = open();
    expect((await write("POST", "0", general)).status).toBe(409);
    expect(sandbox.state.managedApps.count()).toBe(6);
  });

  it("are on some mobile devices, beside what people installed", async () => {
    const { call } = open();
    const { rows } = await call("/api/v2/mobile-devices/detail?section=APPLICATIONS&page-size=100");
    const statuses = rows.flatMap(({ applications }) =>
      Array.isArray(applications) ? applications.map(({ managementStatus }) => managementStatus) : [],
    );
    expect(new Set(statuses)).toEqual(new Set(["Managed", "Unmanaged", "Installing"]));
  });
});
