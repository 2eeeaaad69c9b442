import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { iru } from "../index.ts";

function open(options: SandboxOptions<"iru"> = {}) {
  const sandbox = createSandbox("iru", { devices: 40, users: 20, ...options });
  const { credentials, baseUrl, fetch } = sandbox;
  return { sandbox, mdm: connect(iru({ ...credentials, baseUrl, fetch, ...noWait })) };
}

it("the devices with an app are found by a filter of Prism", async () => {
  const { mdm, sandbox } = open();
  const apps = await mdm.apps.list({ app_id: "us.zoom.xos", platform: "macos" }).toArray();
  expect(apps.length).toBeGreaterThan(0);
  expect(new Set(apps.map(({ app_id }) => app_id))).toEqual(new Set(["us.zoom.xos"]));
  expect(sandbox.requests.map(({ query }) => [query.filter, query.device_families])).toEqual([
    [`{"bundle_id":{"in":["us.zoom.xos"]}}`, "Mac"],
  ]);
});

it("an app of a tenant that ignores filters is found all the same", async () => {
  const { mdm } = open({ prismFilters: false, prismPage: 20 });
  const [zoom, ...others] = await mdm.apps.list({ app_id: "us.zoom.xos" }).toArray();
  expect(others.every(({ app_id }) => app_id === "us.zoom.xos")).toBe(true);
  expect(await mdm.apps.get(zoom?.id ?? "")).toMatchObject({ id: zoom?.id, app_id: "us.zoom.xos" });
});

it("a tenant without Prism has no apps that could be listed, and says so", async () => {
  const { mdm } = open({ prism: false });
  await expect(mdm.apps.list().toArray()).rejects.toMatchObject({
    code: "unsupported-operation",
    status: 404,
  });
});
