import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { fleet } from "../index.ts";

type Body = { hosts: { software: unknown }[] };

/** With an older server, on whose hosts there is no software, whatever is asked for. */
function open({ isOld = false } = {}) {
  const sandbox = createSandbox("fleet", { devices: 12 });
  const { baseUrl, credentials } = sandbox;
  const fetch: typeof sandbox.fetch = async (input, init) => {
    const response = await sandbox.fetch(input, init);
    if (!isOld || !new URL(new Request(input, init).url).pathname.endsWith("/hosts")) return response;
    const { hosts }: Body = await response.json();
    return Response.json({ hosts: hosts.map((host) => ({ ...host, software: null })) });
  };
  return { sandbox, mdm: connect(fleet({ token: credentials.token, baseUrl, fetch, ...noWait })) };
}

describe("a list of apps", () => {
  it("is not complete where hosts have no list of software", async () => {
    const listing = open({ isOld: true }).mdm.apps.list();
    expect(await listing.toArray()).toEqual([]);
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });

  it("is not complete where a page is shorter than the count of hosts", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "short-page", operation: "listHosts" });
    const listing = mdm.apps.list();
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });
});
