import { InvalidInputError, NotFoundError, UnsupportedCapabilityError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { evaluateCondition } from "../conditions/evaluate.ts";
import { parseCondition } from "../conditions/parse-condition.ts";
import type { Listing } from "../contract/listing.ts";
import { type OpenAccount, openAccount, type TestRecord } from "./account.ts";
import { expectNone } from "./expectations.ts";
import { failureOf } from "./failure.ts";
import { unknownId } from "./reads.ts";
import { problemsOf } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** A device and a group agree on whether the one is in the other, whichever of the two is asked. */
export function testGroups(test: VendorTest): void {
  const { groups } = openAccount(test).vendor;
  const hasDevices = groups?.filters.includes("device") ?? false;
  const hasUsers = groups?.filters.includes("user") ?? false;

  it.runIf(!groups?.members)(
    "refuses to list members where the vendor does not, before any request",
    async () => {
      const account = openAccount(test);
      expect(account.mdm.capabilities().groups.members).toBe(false);
      expect(account.mdm.supports("groups.members")).toBe(false);
      const error = await failureOf(async () => account.mdm.groups.members("x").toArray());
      expect(error).toBeInstanceOf(UnsupportedCapabilityError);
      expect(account.network.calls).toBe(0);
    },
  );

  if (groups?.criteria) testCriteria(test, groups.members !== undefined);

  describe.runIf(groups?.members)("members of groups", () => {
    it("are devices and users of the account, each once, on pages of any size", async () => {
      const account = openAccount(test);
      expect(account.mdm.capabilities().groups.members).toBe(true);
      const members = await membersByGroup(account);
      expect([...members.values()].flat().length).toBeGreaterThan(0);
      for (const [id, whole] of members) {
        const listing = account.mdm.groups.members(id, { pageSize: 2 });
        expect(idsOf(await listing.toArray())).toEqual(idsOf(whole));
        expect(listing.report).toMatchObject({ complete: true, duplicates: 0, drift: [], gaps: [] });
        expectNone(whole.flatMap((member) => problemsOf("GroupMember", member)));
        for (const type of ["device", "user"] as const) {
          const known = account.ids(`${type}s`);
          const own = whole.filter((member) => member.type === type);
          expectNone(idsOf(own).filter((member) => !known.includes(member)));
        }
      }
      expect(account.sandbox.violations).toEqual([]);
    });

    it("are read on from a cursor of the same group, and of no other", async () => {
      const account = openAccount(test);
      const [[id = "", whole = []] = [], [other = ""] = []] = [...(await membersByGroup(account))].sort(
        ([, one], [, two]) => two.length - one.length,
      );
      const { items, next } = await account.mdm.groups.members(id).page({ limit: 1 });
      const cursor = next ?? "";
      const rest = await account.mdm.groups.members(id, { cursor }).toArray();
      expect(idsOf([...items, ...rest])).toEqual(idsOf(whole));
      const wrong = await failureOf(() => account.mdm.groups.members(other, { cursor }).toArray());
      expect(wrong).toBeInstanceOf(InvalidInputError);
    });

    it("of an unknown group are an error, and so are those that cannot be read", async () => {
      const account = openAccount(test);
      const [id = ""] = account.ids("groups");
      const unknown = await failureOf(() =>
        account.mdm.groups.members(unknownId(account, "groups")).toArray(),
      );
      expect(unknown).toBeInstanceOf(NotFoundError);
      account.newRequests();
      await account.mdm.groups.members(id).toArray();
      const operation = account.newRequests().at(-1)?.operation ?? "";
      account.sandbox.inject({ type: "server-error", operation, times: Number.POSITIVE_INFINITY });
      const listing = account.mdm.groups.members(id);
      expect(await failureOf(() => listing.toArray())).toMatchObject({
        code: "vendor-unavailable",
        operation,
      });
      expect(listing.report).toMatchObject({ complete: false, reason: "failed" });
    });

    it.runIf(hasDevices)("are the devices that name the group, also in their tags", async () => {
      const account = openAccount(test);
      const all = await account.mdm.groups.list().toArray();
      const devices = await account.mdm.devices.list({ remoteData: false }).toArray();
      const groups = await groupsByMember(account, "device", idsOf(devices));
      for (const { id, tags } of devices) {
        const names = all.filter((group) => groups.get(id)?.includes(group.id)).map(({ name }) => name);
        const shown = (tags ?? []).flatMap(({ name }) => name ?? []);
        expectNone(shown.filter((name) => !names.includes(name)));
      }
      expect(account.sandbox.violations).toEqual([]);
    });

    it.runIf(hasUsers)("are the users that the vendor says are in the group", async () => {
      const account = openAccount(test);
      const groups = await groupsByMember(account, "user", account.ids("users"));
      expect([...groups.values()].flat().length).toBeGreaterThan(0);
      const lists = await Promise.all(
        (["device", "user"] as const).map((type) =>
          readWhole(account.mdm.groups.list({ member_type: type })),
        ),
      );
      const all = await readWhole(account.mdm.groups.list());
      expect([...new Set(lists.flatMap(idsOf))].sort()).toEqual(idsOf(all));
      expect(account.sandbox.violations).toEqual([]);
    });
  });
}

/** The groups of each device or user, which are those that have it among their members. */
async function groupsByMember(
  account: OpenAccount,
  type: "device" | "user",
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const members = await membersByGroup(account);
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const own = idsOf(await readWhole(account.mdm.groups.list({ [type]: { id } })));
    const having = [...members].filter(([, list]) =>
      list.some((each) => each.id === id && each.type === type),
    );
    expect(own, id).toEqual(having.map(([group]) => group).sort());
    groups.set(id, own);
  }
  const unknown = unknownId(account, `${type}s`);
  const error = await failureOf(() => account.mdm.groups.list({ [type]: { id: unknown } }).toArray());
  expect(error).toBeInstanceOf(NotFoundError);
  return groups;
}

/** What the criteria of a group say of a device is what the vendor says, as far as it can be known here. */
function testCriteria(test: VendorTest, hasMembers: boolean): void {
  it("have criteria that agree with who is in them", async () => {
    const account = openAccount(test);
    const { mdm } = account;
    const devices = await readWhole(mdm.devices.list());
    for (const { id, membership } of await readWhole(mdm.groups.list())) {
      const criteria = await mdm.groups.criteria(id);
      expectNone(problemsOf("GroupCriteria", criteria));
      expect(criteria.id).toBe(id);
      if (membership === "static") expect(criteria).toMatchObject({ condition: null, source: null });
      const { condition } = criteria;
      if (!condition) continue;
      expect(parseCondition(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
      const members = hasMembers
        ? idsOf(await readWhole(mdm.groups.members(id)))
        : await namedBy(mdm, devices, id);
      const opposite = { match: false, no_match: true, unknown: undefined };
      expectNone(
        devices.flatMap((device) => {
          const result = evaluateCondition(condition, device);
          return opposite[result] === members.includes(device.id) ? [`${device.id} in ${id}: ${result}`] : [];
        }),
      );
    }
    expect(account.sandbox.violations).toEqual([]);
    const unknown = await failureOf(() => mdm.groups.criteria(unknownId(account, "groups")));
    expect(unknown).toBeInstanceOf(NotFoundError);
  });
}

/** The devices that are in a group, where only devices say so. */
async function namedBy(
  mdm: OpenAccount["mdm"],
  devices: readonly { id: string }[],
  group: string,
): Promise<string[]> {
  const groups = await Promise.all(devices.map(({ id }) => readWhole(mdm.groups.list({ device: { id } }))));
  return devices.flatMap(({ id }, at) => (idsOf(groups[at] ?? []).includes(group) ? [id] : []));
}

const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id).sort();

async function readWhole<Item extends TestRecord>(listing: Listing<Item>): Promise<Item[]> {
  const records = await listing.toArray();
  expect(listing.report).toMatchObject({ complete: true, reason: null });
  return records;
}

async function membersByGroup({ mdm }: OpenAccount) {
  const groups = await readWhole(mdm.groups.list());
  const entries = await Promise.all(
    groups.map(async ({ id }) => [id, await readWhole(mdm.groups.members(id))] as const),
  );
  return new Map(entries);
}
