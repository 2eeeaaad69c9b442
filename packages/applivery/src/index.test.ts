import { describe, expect, it } from "vitest";
import { byPath } from "./by-path.ts";
import { createAppliveryClient, createAppliveryClientFor, operations } from "./index.ts";

const token = "sandbox-token";
const userId = "64b000000000000000000001";

/** A client that notes what it sends and gets the same response to everything. */
function open(
  response: () => Response = () => Response.json({ status: true, data: {} }),
  organizationId = "acme-it",
) {
  const seen: { url: string; headers: Headers }[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    seen.push({ url, headers: new Headers(init.headers) });
    return response();
  };
  return { client: createAppliveryClient({ token, organizationId, fetch }), seen };
}

describe("createAppliveryClient", () => {
  it("sends the token as a bearer and fills the workspace into the path", async () => {
    const { client, seen } = open();
    await client.getMdmUser({ path: { mdmUserId: userId } });
    await client.getOrganization();
    expect(seen.map(({ url }) => url)).toEqual([
      `https://api.applivery.io/v1/organizations/acme-it/mdm/users/${userId}`,
      "https://api.applivery.io/v1/organizations/acme-it",
    ]);
    expect(seen[0]?.headers.get("authorization")).toBe(`Bearer ${token}`);
  });

  it("lets a call name another workspace", async () => {
    const { client, seen } = open();
    await client.listDevices({ path: { organizationId: "other" } });
    expect(seen[0]?.url).toBe("https://api.applivery.io/v1/organizations/other/mdm/devices");
  });

  it("fills it in for calls by path, too", async () => {
    const { client, seen } = open();
    const path = { organizationId: "acme-it", mdmUserId: userId };
    await byPath(client).GET("/v1/organizations/{organizationId}/mdm/users/{mdmUserId}", {
      params: { path },
    });
    expect(seen[0]?.url).toContain(`/organizations/acme-it/mdm/users/${userId}`);
  });

  it.each(["64B0000000000000000000aF", "abc", "acme-it", "123"])(
    "takes the workspace %s",
    (organizationId) => {
      expect(() => open(undefined, organizationId)).not.toThrow();
    },
  );

  it.each(["", "ab", "acme_it", "acme\\it", "acme/it", "acme it"])(
    "refuses the workspace %j",
    (organizationId) => {
      expect(() => open(undefined, organizationId)).toThrow(/`organizationId` must be the id or the slug/);
    },
  );

  it("refuses an empty token", () => {
    expect(() => createAppliveryClient({ token: "", organizationId: "acme-it" })).toThrow(
      "[applivery] `token` is empty",
    );
  });

  it("can be given the operations it needs", async () => {
    const { listDevices } = operations;
    const client = createAppliveryClientFor({ listDevices }, { token, organizationId: "acme-it" });
    expect(Object.keys(client).sort()).toEqual(["listDevices", "paginate", "prepare", "request"]);
  });

  it("asks for pages of the most, in a stable order, until all records are there", async () => {
    const page = { totalDocs: 1, hasNextPage: false, items: [{ id: "a" }] };
    const { client, seen } = open(() => Response.json({ status: true, data: page }));
    const found: unknown[] = [];
    for await (const device of client.paginate("listDevices", { query: { subType: "device" } }))
      found.push(device.id);
    expect(found).toEqual(["a"]);
    expect(new URL(seen[0]?.url ?? "").search).toBe("?sort=createdAt%3Aasc&limit=1000&page=1&subType=device");
  });

  it("returns responses that are no failures, by their type", async () => {
    const { client } = open(() => Response.json({ status: true, data: { id: userId } }));
    const { status, data } = await client.getMdmUser({ path: { mdmUserId: userId } });
    const always: true = status;
    expect([always, data.id]).toEqual([true, userId]);
    // @ts-expect-error the id of the user is missing
    await expect(client.getMdmUser()).rejects.toThrow(/"mdmUserId" of .* is missing/);
  });
});
