import { expect, it } from "vitest";
import { createSandbox } from "../../../create-sandbox.ts";

it("has no null in the Classic API, whatever the record of a computer lacks", async () => {
  const sandbox = createSandbox("jamf-pro", { devices: 10 });
  const { computers, tokens } = sandbox.state;
  const bearer = `Bearer ${tokens.issue(Number.POSITIVE_INFINITY)}`;
  const headers = { authorization: bearer, accept: "application/json" };
  const send = (path: string, init: RequestInit = {}) =>
    sandbox.fetch(sandbox.baseUrl + path, {
      ...init,
      headers: { ...headers, "content-type": "application/json" },
    });
  const body = JSON.stringify({ general: { name: "New" } });
  expect((await send("/api/v4/computers-inventory", { method: "POST", body })).status).toBe(201);
  const id = computers.ids().at(-1);
  for (const path of [`computers/id/${id}`, "computers/subset/basic", "mobiledevices"]) {
    const text = await (await send(`/JSSResource/${path}`)).text();
    expect(text).toMatch(/"name":"/);
    expect(text).not.toContain("null");
  }
});
