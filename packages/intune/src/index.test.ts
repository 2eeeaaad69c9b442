import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createIntuneClient, createIntuneClientFor, type IntuneOptions, operations } from "./index.ts";

const GIVEN = { tenantId: "example.com", clientId: "made-up-client", clientSecret: "made-up-secret" };

/** A `fetch` that records requests and gets a token or an empty list. */
function observed(next?: string) {
  const sent: { url: string; headers: Headers; body: string }[] = [];
  const fetch = async (url: string, { headers, body }: RequestInit) => {
    sent.push({ url, headers: new Headers(headers), body: String(body) });
    if (url.endsWith("/token")) return Response.json({ access_token: "token-1", expires_in: 3599 });
    return Response.json({ value: [{ id: sent.length }], ...(next && { "@odata.nextLink": next }) });
  };
  return { fetch, sent };
}

describe("a client", () => {
  it.each([
    [undefined, "https://login.microsoftonline.com", "https://graph.microsoft.com"],
    ["us-government", "https://login.microsoftonline.us", "https://graph.microsoft.us"],
    ["us-government-dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"],
    ["china", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"],
  ] as const)("gets a token for the cloud %s and uses it there", async (cloud, login, service) => {
    const { fetch, sent } = observed();
    const client = createIntuneClient({ ...GIVEN, ...(cloud && { cloud }), fetch });
    await client.listOrganizations();
    await client.listManagedDevices();
    expect(sent.map(({ url }) => url)).toEqual([
      `${login}/example.com/oauth2/v2.0/token`,
      `${service}/v1.0/organization`,
      `${service}/v1.0/deviceManagement/managedDevices`,
    ]);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: "client_credentials",
      scope: `${service}/.default`,
      client_id: "made-up-client",
      client_secret: "made-up-secret",
    });
    expect(sent[1]?.headers.get("authorization")).toBe("Bearer token-1");
  });

  it("shares a token with other clients of the same app and tenant", async () => {
    const { fetch, sent } = observed();
    await createIntuneClient({ ...GIVEN, fetch }).listOrganizations();
    await createIntuneClient({ ...GIVEN, fetch }).listOrganizations();
    await createIntuneClient({ ...GIVEN, tenantId: "other.example.com", fetch }).listOrganizations();
    expect(sent.filter(({ url }) => url.endsWith("/token"))).toHaveLength(2);
  });

  it.each([
    [400, "invalid_request", "AADSTS90002: Tenant not found.", /the tenant was not found.*`tenantId`/],
    [400, "unauthorized_client", "AADSTS700016: No such app.", /the app was not found.*`clientId`/],
    [401, "invalid_client", "AADSTS7000215: Invalid secret.", /the client secret.*expired/],
  ])("says which credential a refusal with %i %s is about", async (status, error, description, message) => {
    const fetch = async () => Response.json({ error, error_description: description }, { status });
    const reading = createIntuneClient({ ...GIVEN, fetch }).listOrganizations();
    await expect(reading).rejects.toThrow(expect.objectContaining({ code: "authentication", status }));
    await expect(reading).rejects.toThrow(message);
  });

  it("takes a token, and a base URL with the version at its end", async () => {
    const { fetch, sent } = observed();
    const client = createIntuneClient({ token: "own", baseUrl: "http://127.0.0.1:1/v1.0", fetch });
    await client.getManagedDeviceDetails({ path: { managedDeviceId: "d1" } });
    expect(sent[0]?.url).toBe("http://127.0.0.1:1/beta/deviceManagement/managedDevices/d1");
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer own");
  });

  it.each(["tenantId", "clientId", "clientSecret"])("refuses to do without %s", (name) => {
    // Only untyped callers can omit it.
    const untyped: IntuneOptions = Object.assign({ ...GIVEN }, { [name]: "" });
    expect(() => createIntuneClient(untyped)).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });

  it.each(["a/b", "../x", "a b", "-", "https://example.com"])("refuses the tenant %j", (tenantId) => {
    expect(() => createIntuneClient({ ...GIVEN, tenantId })).toThrow(/an id or a domain name/);
  });

  it("refuses a cloud that does not exist", () => {
    const untyped: IntuneOptions = Object.assign({ ...GIVEN }, JSON.parse(`{"cloud":"moon"}`));
    expect(() => createIntuneClient(untyped)).toThrow(/`cloud` must be one of global/);
  });

  it("shows no secret", () => {
    const client = createIntuneClient({ ...GIVEN, fetch: observed().fetch });
    const shown = inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client);
    expect(shown).not.toContain("made-up-secret");
  });

  it("of some operations has those and no others", () => {
    const { listOrganizations } = operations;
    const client = createIntuneClientFor({ listOrganizations }, GIVEN);
    expect(Object.keys(client).filter((name) => name in operations)).toEqual(["listOrganizations"]);
  });

  it("follows links to the next page within its host, and to no other", async () => {
    const own = "https://graph.microsoft.com/v1.0/users?$top=999&$skiptoken=x";
    const { fetch, sent } = observed(own);
    const within = createIntuneClient({ ...GIVEN, fetch })
      .paginate("listUsers")
      .pages();
    await within.next();
    await within.next();
    expect(sent.at(-1)?.url).toContain("%24skiptoken=x");
    const elsewhere = createIntuneClient({
      ...GIVEN,
      fetch: observed("https://example.org/v1.0/users?a=1").fetch,
    });
    const pages = elsewhere.paginate("listUsers").pages();
    await pages.next();
    await expect(pages.next()).rejects.toThrow(/another origin/);
  });
});
