import { expect, it } from "vitest";
import { tinyDocument } from "../../fixtures/tiny-vendor.ts";
import { createFleet } from "../../fleet/fleet.ts";
import { createEngine } from "../../server/engine.ts";
import { keyAccess } from "./draft-access.ts";
import { createDraftVendor } from "./draft-vendor.ts";

function open() {
  const fleet = createFleet({ seed: 1, now: 0, people: 1 });
  const access = keyAccess("x-key", { seed: 1, kind: "tiny" });
  const facts = { list: "listWidgets", get: "getWidget", id: "id" };
  const model = createDraftVendor(
    { id: "tiny", document: tinyDocument, basePath: "/api", devices: facts },
    access,
    {
      fleet,
      devices: 4,
      firstDevice: 0,
      now: () => 0,
    },
  );
  const engine = createEngine(model, { now: () => 0, elapsed: () => 0, latencyMs: 0, rateLimit: undefined });
  const call = async (
    place: string,
    { body, key = access.credentials("").apiKey }: { body?: object; key?: string } = {},
  ) => {
    const [method = "", path = ""] = place.split(" ");
    const headers = new Headers({ "x-key": key, "x-reason": "test", "content-type": "application/json" });
    const request = { method, url: new URL(`https://tiny.sandbox.example/api${path}`), headers };
    const text = body === undefined ? "" : JSON.stringify(body);
    const response = await engine.respond({ ...request, text }, new AbortController().signal);
    const content = await response.text();
    return { status: response.status, body: content === "" ? undefined : JSON.parse(content) };
  };
  return { engine, model, call };
}

it("lists, gets, creates and deletes made-up records, as the document explains it", async () => {
  const { call, engine, model } = open();
  const first = (await call("GET /widgets?limit=3")).body;
  expect(first).toHaveLength(3);
  expect((await call(`GET /widgets/${first[0].id}`)).body).toEqual(first[0]);
  const made = (await call("POST /widgets", { body: { id: "x", size: 7 } })).body;
  expect((await call(`GET /widgets/${made.id}`)).body).toMatchObject({ size: 7 });
  expect((await call(`DELETE /widgets/${made.id}`)).status).toBe(204);
  expect((await call(`GET /widgets/${made.id}`)).status).toBe(404);
  expect(model.state.devices.count()).toBe(4);
  expect(engine.violations).toEqual([]);
});

it("does not model commands, and says so", async () => {
  const { call, engine, model } = open();
  const [id = ""] = model.state.devices.ids();
  expect(await call(`POST /widgets/${id}/spin`)).toMatchObject({
    status: 405,
    body: { code: "sandbox-not-modelled" },
  });
  expect(engine.operations.modelled).not.toContain("spinWidget");
});

it("refuses other credentials", async () => {
  expect((await open().call("GET /widgets", { key: "wrong" })).status).toBe(401);
});
