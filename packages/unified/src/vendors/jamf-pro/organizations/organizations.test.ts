import { NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";
import { mapJamfProSite } from "./map-site.ts";

describe("mapJamfProSite", () => {
  it.each([
    [
      { id: "2", name: " Oslo ", divisionId: null },
      { id: "2", name: "Oslo" },
    ],
    [
      { id: "3", name: "" },
      { id: "3", name: null },
    ],
    [{}, { id: "" }],
  ])("maps %o", (site, organization) => {
    expect(JSON.parse(JSON.stringify(mapJamfProSite(site)))).toEqual(organization);
  });
});

describe("organizations", () => {
  it("are the sites that devices name", async () => {
    const { mdm } = openJamfPro();
    const known = new Map((await mdm.organizations.list().toArray()).map(({ id, name }) => [id, name]));
    const named = (await mdm.devices.list().toArray()).flatMap(({ organization }) => organization ?? []);
    expect(named.length).toBeGreaterThan(0);
    for (const { id, name } of named) expect(known.get(id ?? "")).toBe(name);
  });

  it("take one request, whatever is asked of them", async () => {
    const { mdm, operations } = openJamfPro();
    expect(await mdm.organizations.get("2")).toMatchObject({ id: "2", name: "Field offices" });
    await expect(mdm.organizations.get("-1")).rejects.toBeInstanceOf(NotFoundError);
    await mdm.organizations.list().toArray();
    expect(operations()).toEqual(["listSites", "listSites", "listSites"]);
  });
});
