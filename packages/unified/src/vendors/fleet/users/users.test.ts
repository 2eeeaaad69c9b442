import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { fleet } from "../index.ts";
import { addressIn, ownerOf } from "./owner.ts";

function open() {
  const sandbox = createSandbox("fleet", { devices: 12, users: 8 });
  const { baseUrl, fetch, credentials, state } = sandbox;
  const mdm = connect(fleet({ token: credentials.token, baseUrl, fetch, wait: async () => {} }));
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

  it("is in an id that can be read back", () => {
    const owner = ownerBy([{ email: "josé+1@example.com", source: "custom" }]);
    expect(addressIn(owner?.id ?? "")).toBe("josé+1@example.com");
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

  it("that no host is mapped to do not exist", async () => {
    const { mdm } = open();
    for (const id of ["stranger~40example.com", "kim"])
      await expect(mdm.users.get(id)).rejects.toMatchObject({ code: "not-found" });
  });
});
