import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { fromUrlSafeId } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { fleet } from "../index.ts";
import { ownerOf } from "./owner.ts";

function open() {
  const sandbox = createSandbox("fleet", { devices: 12, users: 8 });
  const { baseUrl, fetch, credentials, state } = sandbox;
  const mdm = connect(fleet({ token: credentials.token, baseUrl, fetch, ...noWait }));
  return { sandbox, mdm, hosts: state.hosts };
}

const KIM = { email: "Kim@example.com", source: "mdm_idp_accounts" } as const;
const browser = (email: string) => ({ email, source: "google_chrome_profiles" }) as const;

describe("who uses a host", () => {
  const ownerBy = (device_mapping: Parameters<typeof ownerOf>[0]["device_mapping"]) =>
    ownerOf({ id: 1, device_mapping });

  it("is the account at the identity provider before all other addresses", () => {
    const owner = ownerBy([browser("work@example.com"), { email: "old@example.com", source: "custom" }, KIM]);
    expect(owner?.id).toBe("kim~40example.com");
    expect(owner?.emails?.map(({ email, is_primary }) => [email, is_primary])).toEqual([
      ["kim@example.com", true],
      ["work@example.com", false],
      ["old@example.com", false],
    ]);
  });

  it("is not known where a browser has profiles of several people", () => {
    expect(ownerBy([browser("a@example.com"), browser("b@example.com")])).toBeUndefined();
    expect(ownerBy([browser("a@example.com"), browser("A@example.com")])?.id).toBe("a~40example.com");
  });

  it("is not known where there are several accounts, of which only a single read says which is hers", () => {
    const accounts = ["ann", "kim"].map((name) => ({ ...KIM, email: `${name}@example.com` }));
    expect(ownerBy(accounts)).toBeUndefined();
    const end_users = [{ idp_username: "Kim@example.com", other_emails: accounts }];
    expect(ownerOf({ id: 1, end_users })?.id).toBe("kim~40example.com");
  });

  it("is in an id that can be read back", () => {
    const owner = ownerBy([{ email: "josé+1@example.com", source: "custom" }]);
    expect(fromUrlSafeId(owner?.id ?? "")).toBe("josé+1@example.com");
  });
});

describe("users", () => {
  it("are each person once, with the name only where one is read", async () => {
    const { mdm, hosts } = open();
    for (const id of ["1", "2"]) hosts.update(id, { device_mapping: [KIM] });
    const users = await mdm.users.list().toArray();
    expect(users.filter(({ id }) => id === "kim~40example.com")).toHaveLength(1);
    expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
    expect(await mdm.users.get("kim~40example.com")).toMatchObject({ name: "kim@example.com" });
  });

  it.each(["kim", "kim@corp"])(
    "are found by %s, which the server does not look for among addresses",
    async (email) => {
      const { mdm, hosts } = open();
      hosts.update("1", { device_mapping: [{ ...KIM, email }] });
      const id = email.replace("@", "~40");
      expect(await mdm.users.get(id)).toMatchObject({ id, name: email });
    },
  );

  it("have the name of their account, whichever host is the first", async () => {
    const { mdm, hosts, sandbox } = open();
    const { email, givenName, familyName } = sandbox.state.fleet.person(1);
    for (const id of hosts.ids()) hosts.update(id, { device_mapping: [] });
    hosts.update("1", { device_mapping: [browser(email)] });
    hosts.update("2", { device_mapping: [{ ...KIM, email }] });
    const [{ id } = { id: "" }] = await mdm.users.list().toArray();
    expect(await mdm.users.get(id)).toMatchObject({ name: `${givenName} ${familyName}` });
  });

  it("are not complete where a page is shorter than the count of hosts", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "short-page", operation: "listHosts" });
    const listing = mdm.users.list();
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });

  it("that no host is mapped to do not exist", async () => {
    const { mdm } = open();
    for (const id of ["stranger~40example.com", "kim"])
      await expect(mdm.users.get(id)).rejects.toMatchObject({ code: "not-found" });
  });
});
