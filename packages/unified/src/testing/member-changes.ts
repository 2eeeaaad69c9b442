import { ConfirmationError, ConflictError, UnsupportedCapabilityError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { Condition } from "../contract/model.ts";
import { UntranslatableConditionError } from "../contract/untranslatable-condition-error.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import { failureOf } from "./failure.ts";
import { problemsOf } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Changes of who is in a group: the other members stay, whatever the vendor's own call does. */
export function testMemberChanges(test: VendorTest): void {
  const { groups } = openAccount(test).vendor;
  const types = ["device", ...(groups?.filters.includes("user") ? (["user"] as const) : [])] as const;

  it.each(["addMembers", "removeMembers"] as const)("%s says whether the vendor has it", async (method) => {
    const account = openAccount(test);
    expect(account.mdm.supports(`groups.${method}`)).toBe(groups?.[method] !== undefined);
    if (groups?.[method]) return;
    const error = await failureOf(() => account.mdm.groups[method]("x", ["y"]));
    expect(error).toBeInstanceOf(UnsupportedCapabilityError);
    expect(account.network.calls).toBe(0);
  });

  describe.runIf(groups?.addMembers && groups.removeMembers)("members of a group", () => {
    it.each(types)("are added and removed, and no others, as a dry run shows: %ss", async (type) => {
      const account = openAccount(test);
      const { group, before, others, options } = await freeGroup(account, type);
      const ids = others.slice(0, 2);
      const itsGroups = await groupsOf(account, type, ids[0]);
      account.newRequests();
      const preview = await account.mdm.groups.addMembers(group, ids, { ...options, dryRun: true });
      expect(preview.members).toEqual(ids.map((id) => ({ id, status: "planned" })));
      expect(writesIn(account)).toEqual([]);
      const added = await account.mdm.groups.addMembers(group, ids, options);
      expect(problemsOf("GroupMembersResult", added)).toEqual([]);
      expect(added).toMatchObject({ id: group, change: "add", dry_run: false, requests: preview.requests });
      expect(added.members).toEqual(ids.map((id) => ({ id, status: "done" })));
      expect(writesIn(account)).toEqual(preview.requests.map(({ operation }) => operation));
      expect(await membersOf(account, group)).toEqual([...before, ...ids].sort());
      const [first = ""] = ids;
      expect(await groupsOf(account, type, first)).toEqual([...itsGroups, group].sort());
      await account.mdm.groups.removeMembers(group, [first], options);
      expect(await membersOf(account, group)).toEqual(
        [...before, ...ids].filter((id) => id !== first).sort(),
      );
      expect(account.sandbox.violations).toEqual([]);
    });

    it("are of the type that the group has, or else nothing is sent", async () => {
      const account = openAccount(test);
      const all = await account.mdm.groups.list({ membership: "static" }).toArray();
      account.newRequests();
      for (const { id, member_type: own, accepts_members: accepts } of all) {
        if (accepts === false || own == null) continue;
        const memberType = own === "user" ? "device" : "user";
        const error = await failureOf(() => account.mdm.groups.addMembers(id, ["x"], { memberType }));
        expect(error).toMatchObject({ code: "invalid-input", outcome: "not-sent" });
        // In words that are right for a flag and for a property of a request, too.
        expect(error).toMatchObject({ advice: `Pass ids of ${own}s, as such.` });
      }
      expect(writesIn(account)).toEqual([]);
    });

    it.each(types)("have an outcome each where the vendor fails: %ss", async (type) => {
      const account = openAccount(test);
      const { group, others, options } = await freeGroup(account, type);
      const [first = "", ...rest] = others.slice(0, 3);
      const ids = [first, ...rest];
      const { requests } = await account.mdm.groups.addMembers(group, ids, { ...options, dryRun: true });
      const operation = requests.at(-1)?.operation ?? "";
      const add = async () =>
        (await account.mdm.groups.addMembers(group, ids, options)).members.map(({ status }) => status);
      // Where a vendor takes all of them in one request, those that it refuses for one are sent again.
      const inOne = requests.length === 1;
      account.sandbox.inject({ type: "conflict", operation });
      expect(await add()).toEqual([inOne ? "done" : "failed", "done", "done"]);
      await account.mdm.groups.removeMembers(group, [first], options);
      account.sandbox.inject({ type: "forbidden", operation });
      const { members } = await account.mdm.groups.addMembers(group, ids, options);
      expect(members[0]).toMatchObject({ status: "failed", reason: expect.stringContaining("403") });
      expect(new Set(members.slice(1).map(({ status }) => status))).toEqual(
        new Set([inOne ? "failed" : "not_sent"]),
      );
    });

    it("are done where nothing is left to do, whatever the vendor says", async () => {
      const account = openAccount(test);
      const { group, others } = await freeGroup(account, "device");
      const [first = "", second = ""] = others;
      const { requests } = await account.mdm.groups.addMembers(group, [first, first]);
      const operation = requests.at(-1)?.operation ?? "";
      account.sandbox.inject({ type: "conflict", operation, times: Number.POSITIVE_INFINITY });
      const { members } = await account.mdm.groups.addMembers(group, [first, second, first]);
      expect(members).toMatchObject([
        { id: first, status: "done" },
        { id: second, status: "failed", reason: expect.stringContaining("409") },
      ]);
      const removed = await account.mdm.groups.removeMembers(group, [second]);
      expect(removed.members).toEqual([{ id: second, status: "done" }]);
    });

    it.each(types)("fail for a %s that the vendor does not know, and for no other", async (type) => {
      const account = openAccount(test);
      const { group, others, options } = await freeGroup(account, type);
      const [known = ""] = others;
      const isShort = known.length < 12; // a number, which needs more digits to be no other's
      const unknown = isShort
        ? known.replace(/\d+/, "9$&99999")
        : known.replace(/\d/, (digit) => `${9 - Number(digit)}`);
      expect(account.ids(`${type}s`)).not.toContain(unknown);
      const { members } = await account.mdm.groups.addMembers(group, [unknown, known], options);
      expect(members).toMatchObject([
        { id: unknown, status: "failed" },
        { id: known, status: "done" },
      ]);
    });

    it("are not written where the group takes none, or where that would move a device unasked", async () => {
      const account = openAccount(test);
      const all = await account.mdm.groups.list().toArray();
      const [device = ""] = account.ids("devices");
      account.newRequests();
      for (const { id } of all.filter(({ accepts_members }) => accepts_members === false)) {
        const error = await failureOf(() => account.mdm.groups.addMembers(id, [device]));
        expect(error).toBeInstanceOf(ConflictError);
        expect(error).toMatchObject({ outcome: "not-sent" });
      }
      for (const { id } of all.filter(({ is_exclusive }) => is_exclusive === true)) {
        for (const confirm of [undefined, "x"]) {
          const call = () => account.mdm.groups.addMembers(id, [device], confirm ? { confirm } : {});
          expect(await failureOf(call)).toBeInstanceOf(ConfirmationError);
        }
        await account.mdm.groups.addMembers(id, [device], { dryRun: true });
        const leave = () => account.mdm.groups.removeMembers(id, [device]);
        expect(await failureOf(leave)).toBeInstanceOf(ConflictError);
      }
      const [{ id: any = "" } = {}] = all;
      for (const option of [{ remoteQuery: { x: 1 } }, { ifUnchanged: {} }, { memberType: "group" }]) {
        const call = () =>
          Reflect.apply(account.mdm.groups.removeMembers, undefined, [any, [device], option]);
        expect(await failureOf(call)).toMatchObject({ code: "invalid-input" });
      }
      for (const wrong of [[], [""], ["x", 7]]) {
        const call = () => Reflect.apply(account.mdm.groups.addMembers, undefined, [all[0]?.id, wrong]);
        expect(await failureOf(call)).toMatchObject({ code: "invalid-input", outcome: "not-sent" });
      }
      expect(writesIn(account)).toEqual([]);
    });
  });
}

const BOOKS: Condition = { type: "field", field: "model", operator: "contains", value: "Book" };
const EMPTY: Condition = { type: "field", field: "battery_percent", operator: "lt", value: 10 };

/** Criteria are replaced only by what has exactly the meaning of a condition, and only if that is confirmed. */
export function testCriteriaChanges(test: VendorTest): void {
  const { groups } = openAccount(test).vendor;

  it.runIf(groups?.setCriteria)("gives a group other criteria, as a dry run shows", async () => {
    const account = openAccount(test);
    const { mdm } = account;
    const all = await mdm.groups.list().toArray();
    const { id = "" } = all.find(({ membership }) => membership === "dynamic") ?? {};
    const before = await mdm.groups.criteria(id);
    account.newRequests();
    const preview = await mdm.groups.setCriteria(id, BOOKS, { dryRun: true });
    expect(preview).toMatchObject({ ...before, dry_run: true });
    for (const confirm of [undefined, "x"])
      expect(
        await failureOf(() => mdm.groups.setCriteria(id, BOOKS, confirm ? { confirm } : {})),
      ).toBeInstanceOf(ConfirmationError);
    const refused = await failureOf(() => mdm.groups.setCriteria(id, EMPTY, { confirm: id }));
    expect(refused).toBeInstanceOf(UntranslatableConditionError);
    expect(refused).toMatchObject({ part: EMPTY, outcome: "not-sent" });
    const { id: byHand = "" } = all.find(({ membership }) => membership === "static") ?? {};
    expect(await failureOf(() => mdm.groups.setCriteria(byHand, BOOKS, { confirm: byHand }))).toBeInstanceOf(
      ConflictError,
    );
    expect(writesIn(account)).toEqual([]);
    const after = await mdm.groups.setCriteria(id, BOOKS, { confirm: id });
    expect(problemsOf("GroupCriteriaResult", after)).toEqual([]);
    expect(after).toMatchObject({ id, dry_run: false, requests: preview.requests });
    expect(writesIn(account)).toEqual(preview.requests.map(({ operation }) => operation));
    expect(JSON.stringify(after.condition)).toContain(JSON.stringify(BOOKS));
    // What was read can be written again as it is.
    const again = await mdm.groups.setCriteria(id, after.condition ?? BOOKS, { confirm: id });
    expect(again.condition).toEqual(after.condition);
    expect(account.sandbox.violations).toEqual([]);
  });
}

/** A change of a group by itself leaves who is in it, and what decides that. */
export function testGroupUpdates(test: VendorTest): void {
  const { groups } = openAccount(test).vendor;

  it.runIf(groups?.creatable?.includes("member_type"))(
    "creates a group of users, renames it and deletes it, and no other",
    async () => {
      const account = openAccount(test);
      const { mdm } = account;
      const before = (await mdm.groups.list().toArray()).map(({ id }) => id);
      const { id } = await mdm.groups.create({ name: "Night shift", member_type: "user" });
      const users = account.ids("users").slice(0, 2);
      await mdm.groups.addMembers(id, users);
      const renamed = await mdm.groups.update(id, { name: "Day shift" });
      expect(renamed).toMatchObject({ id, name: "Day shift", member_type: "user", membership: "static" });
      expect(await membersOf(account, id)).toEqual([...users].sort());
      await mdm.groups.delete(id, { confirm: id });
      expect((await mdm.groups.list().toArray()).map((group) => group.id)).toEqual(before);
      expect(account.sandbox.violations).toEqual([]);
    },
  );

  it.runIf(groups?.update)("keeps members and criteria of a group whose name changes", async () => {
    const account = openAccount(test);
    const { mdm } = account;
    const all = await mdm.groups.list().toArray();
    const changed = (["static", "dynamic"] as const).flatMap((membership) => {
      const group = all.find((each) => each.membership === membership && each.is_builtin !== true);
      return group ? [group.id] : [];
    });
    const shown = async (id: string) => [
      await membersOf(account, id),
      groups?.criteria && (await mdm.groups.criteria(id)),
    ];
    for (const id of changed) {
      const before = await shown(id);
      await account.of("groups").update(id, { name: `Renamed ${id}` });
      expect(await shown(id)).toEqual(before);
    }
    expect(account.sandbox.violations).toEqual([]);
  });
}

type MemberType = "device" | "user";

/** A group that takes members of a type, who is in it, and devices or users of its kind that are not. */
async function freeGroup(account: OpenAccount, type: MemberType) {
  const all = await account.mdm.groups.list({ membership: "static", member_type: type }).toArray();
  const group = all.find(({ accepts_members, is_exclusive }) => accepts_members === true && !is_exclusive);
  if (!group) throw new Error(`the sandbox has no group that takes ${type}s`);
  const before = await membersOf(account, group.id);
  // Where a vendor numbers kinds apart, a group begins with that of its devices.
  const [, prefix = ""] = group.device_type ? (/^([a-z]+-)/.exec(group.id) ?? []) : [];
  const others = account.ids(`${type}s`).filter((id) => !before.includes(id) && id.startsWith(prefix));
  // Only where a group may have both, users are not what ids are taken for.
  const options = type === "user" && group.member_type === null ? { memberType: type } : {};
  return { group: group.id, before, others, options };
}

const membersOf = async ({ mdm }: OpenAccount, group: string): Promise<string[]> =>
  (await mdm.groups.members(group).toArray()).map(({ id }) => id).sort();

const groupsOf = async ({ mdm }: OpenAccount, type: MemberType, id = ""): Promise<string[]> =>
  (await mdm.groups.list({ [type]: { id } }).toArray()).map((group) => group.id).sort();

/** Writes since the last time this was asked. */
const writesIn = (account: OpenAccount): string[] =>
  account
    .newRequests()
    .flatMap(({ method, operation, path }) =>
      method === "GET" || /token|login|oauth/i.test(path) ? [] : [operation],
    );
