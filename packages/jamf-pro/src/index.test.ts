import { ConflictError, InvalidInputError, ValidationError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { createJamfProClient, createJamfProClientFor, type JamfProOptions, operations } from "./index.ts";

const BASE = "https://example.jamfcloud.com";

type Sent = { url: string; headers: Headers; body: unknown };

/** Responds to each call with the next of the given responses, and keeps what was sent. */
function responding(...responses: Response[]) {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    sent.push({ url, headers: new Headers(init.headers), body: init.body });
    return responses.shift() ?? new Response("{}");
  };
  return { sent, fetch, options: { baseUrl: BASE, token: "t", fetch, wait: async () => {} } };
}

describe("credentials", () => {
  it("sends a token as it is", async () => {
    const { sent, options } = responding();
    await createJamfProClient(options).getJamfProVersion();
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer t");
    expect(sent[0]?.url).toBe(`${BASE}/api/v1/jamf-pro-version`);
  });

  it.each<JamfProOptions>([
    { baseUrl: BASE, clientId: "id", clientSecret: "" },
    { baseUrl: BASE, username: "admin", password: "" },
    { baseUrl: BASE, token: "" },
  ])("refuses %j", (options) => {
    expect(() => createJamfProClient(options)).toThrow(InvalidInputError);
  });

  it("names an empty token", () => {
    expect(() => createJamfProClient({ baseUrl: BASE, token: "" })).toThrow("[jamf-pro] `token` is empty");
  });
});

describe("requests", () => {
  it("repeat sections, join the sort, and encode the filter whole", async () => {
    const { sent, options } = responding();
    const client = createJamfProClientFor({ listComputers: operations.listComputers }, options);
    const query = {
      section: ["GENERAL", "HARDWARE"],
      sort: "id:asc",
      filter: 'general.name=="a+b, \\"c\\""',
    } as const;
    await client.listComputers({ query: { ...query, section: [...query.section] } });
    const url = new URL(sent[0]?.url ?? "");
    expect(url.searchParams.getAll("section")).toEqual(["GENERAL", "HARDWARE"]);
    expect(url.searchParams.get("filter")).toBe(query.filter);
    expect(url.search).not.toContain("+");
  });

  it("write XML for the Classic API and read its text", async () => {
    const { sent, options } = responding(new Response("<user><id>7</id></user>", { status: 201 }));
    const client = createJamfProClient(options);
    const created = await client.createUserById({
      path: { id: "0" },
      body: { name: "a&b", sites: [{ name: "S" }] },
    });
    expect(created).toBe("<user><id>7</id></user>");
    expect(sent[0]?.headers.get("content-type")).toBe("application/xml");
    expect(sent[0]?.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><user><name>a&#38;b</name><sites><site><name>S</name></site></sites></user>',
    );
  });

  it("read the JSON that the Classic API calls text", async () => {
    const headers = { "content-type": "text/plain;charset=UTF-8" };
    const { options } = responding(new Response('{"users":[{"id":5,"name":"a"}]}', { headers }));
    expect(await createJamfProClient(options).findUsers()).toEqual({ users: [{ id: 5, name: "a" }] });
  });

  it.each([`${BASE}/api`, `${BASE}/api/v1/`, `${BASE}/JSSResource`, `${BASE}:443/`, BASE.toUpperCase()])(
    "go to the server, also where its URL is given as %s",
    async (baseUrl) => {
      const { sent, options } = responding(new Response('{"access_token":"t"}'));
      const { token: _token, ...others } = options;
      await createJamfProClient({
        ...others,
        clientId: "id",
        clientSecret: "s",
        baseUrl,
      }).getJamfProVersion();
      expect(sent.map(({ url }) => url)).toEqual([
        `${BASE}/api/oauth/token`,
        `${BASE}/api/v1/jamf-pro-version`,
      ]);
    },
  );

  it("are at most five at a time, for all clients of a server", async () => {
    const flight = { now: 0, most: 0 };
    const fetch = async () => {
      flight.most = Math.max(flight.most, ++flight.now);
      await new Promise((resolve) => setImmediate(resolve));
      flight.now -= 1;
      return new Response("{}");
    };
    const spellings = [BASE, `${BASE}/`, "https://Example.JamfCloud.com:443", `${BASE}/api`];
    const clients = spellings.map((baseUrl) => createJamfProClient({ baseUrl, token: "t", fetch }));
    await Promise.all(Array.from({ length: 20 }, (_, at) => clients[at % 4]?.getJamfProVersion()));
    expect(flight.most).toBe(5);
  });
});

describe("a blank push", () => {
  const push = (errorUuids: string[]) => {
    const { options } = responding(new Response(JSON.stringify({ errorUuids })));
    return createJamfProClient(options).sendBlankPush({ body: { clientManagementIds: ["a", "b"] } });
  };

  it("that reached everybody succeeds", async () => expect(await push([])).toEqual({ errorUuids: [] }));

  it("that did not is an error, which names the ids", async () => {
    const error: unknown = await push(["b"]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ operation: "sendBlankPush", vendorCode: "PUSH_FAILED" });
    expect(Reflect.get(Object(error), "vendorMessage")).toBe("No push for b");
  });
});

describe("the server of a cluster", () => {
  it("that responded receives the next request, by the balancer's cookies and no others", async () => {
    const headers = new Headers([
      ["set-cookie", "jpro-ingress=node-1; Path=/; HttpOnly"],
      ["set-cookie", "JSESSIONID=secret; Path=/"],
    ]);
    const { sent, options } = responding(new Response("{}", { headers }));
    const client = createJamfProClient(options);
    await client.getJamfProVersion();
    await client.getJamfProVersion();
    expect(sent.map((request) => request.headers.get("cookie"))).toEqual([null, "jpro-ingress=node-1"]);
  });

  it("changes with the balancer's response", async () => {
    const balanced = (node: string) =>
      new Response("{}", { headers: { "set-cookie": `AWSALB=${node}; Path=/` } });
    const { sent, options } = responding(balanced("one"), balanced("two"));
    const client = createJamfProClient(options);
    for (let call = 0; call < 3; call++) await client.getJamfProVersion();
    expect(sent.map((request) => request.headers.get("cookie"))).toEqual([null, "AWSALB=one", "AWSALB=two"]);
  });
});

describe("a Classic command", () => {
  const order = (...statuses: string[]) => {
    const devices = statuses.map(
      (status) => `<mobile_device><id>1</id><status>${status}</status></mobile_device>`,
    );
    const text = `<mobile_device_command><uuid>u1</uuid><mobile_devices>${devices.join("")}</mobile_devices></mobile_device_command>`;
    const { options } = responding(new Response(text, { status: 201 }));
    const path = { command: "UpdateInventory", id: "1" } as const;
    return createJamfProClient(options).createMobileDeviceCommandURL({ path });
  };

  it.each([[], ["Command sent"], ["Device not managed", "Command sent"]])(
    "with the statuses %j %j succeeds",
    async (...statuses) => expect(await order(...statuses)).toContain("<uuid>u1</uuid>"),
  );

  it("that no device takes is an error with the status", async () => {
    const error = await order("Device not managed").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({
      operation: "createMobileDeviceCommandURL",
      vendorMessage: "Device not managed",
    });
  });
});
