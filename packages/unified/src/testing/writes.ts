import { ConfirmationError, InvalidInputError, NotFoundError, VendorUnavailableError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import type { WritePreview } from "../contract/write-options.ts";
import { leaksIn, type OpenAccount, openAccount } from "./account.ts";
import { expectNone, expectSameRecords } from "./expectations.ts";
import { failureOf } from "./failure.ts";
import { attemptsOf, expectSentAsPreviewed, REMOTE_QUERY, writesAmong } from "./planned-requests.ts";
import { unknownId } from "./reads.ts";
import { REQUIRED_IN_UPDATES, SCHEMAS } from "./resources.ts";
import { propertiesOf, recordProblems } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Create, update and delete of one resource, where the vendor has them. */
export function testWrites(test: VendorTest, resource: ResourceName): void {
  const contract = openAccount(test).vendor[resource];
  const schema = SCHEMAS[resource];
  const changesOf = ({ ids }: OpenAccount): object | undefined =>
    test.updates?.({ userId: ids("users")[0] ?? "" })[resource];
  const demanded = REQUIRED_IN_UPDATES[resource];
  const required = Object.fromEntries(demanded.map((name) => [name, "x"]));
  const firstId = ({ ids }: OpenAccount) => ids(resource)[0] ?? "";

  it(`has the writes of ${resource} that its test has input for`, () => {
    expect(contract?.create !== undefined).toBe(test.creates?.[resource] !== undefined);
    expect(contract?.update !== undefined).toBe(changesOf(openAccount(test)) !== undefined);
  });

  describe.runIf(contract?.update)(`${resource}.update`, () => {
    const update = (account: OpenAccount, changes: object, options = {}) =>
      account.of(resource).update(firstId(account), { ...required, ...changes }, options);

    it("sends exactly what a dry run shows", async () => {
      const account = openAccount(test);
      const changes = changesOf(account) ?? {};
      await expectAsPreviewed(account, (options) => update(account, changes, options));
    });

    it("sends the query that a dry run shows, whatever the caller passes through", () =>
      expectQueryAsPreviewed((account, options) => update(account, changesOf(account) ?? {}, options)));

    it("reads back each changed field as it was sent, and leaves the others", async () => {
      const account = openAccount(test);
      // Devices of several platforms; two people cannot share an address.
      for (const id of account.ids(resource).slice(0, resource === "devices" ? 8 : 1)) {
        for (const [field, value] of Object.entries(changesOf(account) ?? {})) {
          const before = await account.of(resource).get(id);
          const kept = demanded.map((name) => [name, Reflect.get(before, name)]);
          const after = await account
            .of(resource)
            .update(id, { ...Object.fromEntries(kept), [field]: value });
          expectNone(recordProblems(schema, after));
          expectSameRecords([await account.of(resource).get(id)], [after]);
          const otherwise = test.differences?.some(
            (entry) =>
              entry.what === "update-reads-back-otherwise" &&
              entry.resource === resource &&
              entry.field === field,
          );
          if (!otherwise) expect(after, `record ${id}`).toMatchObject({ [field]: value });
          const shown = [field, ...elsewhereOf(test, resource, field)];
          expect(withoutFields(after, shown), `record ${id} after a change of ${field}`).toEqual(
            withoutFields(before, shown),
          );
        }
      }
      expect(account.sandbox.violations).toEqual([]);
    });

    it("passes remote_data on to the vendor", async () => {
      const account = openAccount(test);
      const changes = { ...changesOf(account), remote_data: { x_own: "value" } };
      const preview = await update(account, changes, { dryRun: true });
      const passed = expect.objectContaining({ body: expect.objectContaining({ x_own: "value" }) });
      expect(preview).toMatchObject({ requests: expect.arrayContaining([passed]) });
    });

    it("throws NotFoundError for an unknown id", async () => {
      const account = openAccount(test);
      const id = unknownId(account, resource);
      const error = await failureOf(() =>
        account.of(resource).update(id, { ...required, ...changesOf(account) }),
      );
      expect(error).toBeInstanceOf(NotFoundError);
    });

    it("is not sent again when the vendor fails, unless repeating it does no harm", () =>
      expectNoBlindRetry((account, options) => update(account, changesOf(account) ?? {}, options)));
  });

  describe.runIf(contract?.create)(`${resource}.create`, () => {
    const input: { remote_data?: object | null } = test.creates?.[resource] ?? {};
    /** Without what the vendor alone requires, such as a password that it never returns. */
    const { remote_data: _, ...fields } = input;
    const create = (account: OpenAccount, options = {}) => account.of(resource).create(input, options);

    it("sends exactly what a dry run shows", async () => {
      const account = openAccount(test);
      await expectAsPreviewed(account, (options) => create(account, options));
    });

    it("sends the query that a dry run shows, whatever the caller passes through", () =>
      expectQueryAsPreviewed(create));

    it("takes what it says it can, and refuses every other property before any request", async () => {
      const account = openAccount(test);
      const creatable: readonly string[] = contract?.creatable ?? [];
      const others = propertiesOf(`${schema}Create`).filter(
        (name) => name !== "remote_data" && !creatable.includes(name),
      );
      for (const property of others) {
        const error = await failureOf(() => account.of(resource).create({ ...input, [property]: true }));
        expect(error).toBeInstanceOf(InvalidInputError);
        expect(error.message).toContain(property);
      }
      const { name: _name, ...nameless } = { name: "", ...input };
      expect(await failureOf(() => account.of(resource).create(nameless))).toBeInstanceOf(InvalidInputError);
      expect(Object.keys(fields).sort()).toEqual([...creatable].sort());
      expect(account.sandbox.requests).toEqual([]);
    });

    it("gives the record as the vendor has it, which list and get have too", async () => {
      const account = openAccount(test);
      const created = await create(account);
      expect(created).toMatchObject(fields);
      expectNone(recordProblems(schema, created));
      expectSameRecords([await account.of(resource).get(created.id)], [created]);
      const listed = await account.of(resource).list().toArray();
      expect(listed.map(({ id }) => id)).toContain(created.id);
      expect(account.sandbox.violations).toEqual([]);
    });

    it("is not sent again when the vendor fails, unless repeating it does no harm", () =>
      expectNoBlindRetry(create));

    it("is indeterminate where the response is empty, unless the vendor's document has none", () =>
      expectIndeterminateIfEmpty(create));
  });

  describe.runIf(contract?.delete)(`${resource}.delete`, () => {
    const remove = (account: OpenAccount, options = {}) =>
      account.of(resource).delete(deletable(account), { confirm: deletable(account), ...options });
    const deletable = (account: OpenAccount) => account.ids(resource).at(-1) ?? "";

    it("sends exactly what a dry run shows", async () => {
      const account = openAccount(test);
      await expectAsPreviewed(account, (options) => remove(account, options));
    });

    it("sends the query that a dry run shows, whatever the caller passes through", () =>
      expectQueryAsPreviewed(remove));

    it("takes the record away", async () => {
      const account = openAccount(test);
      const id = deletable(account);
      expect(await remove(account)).toEqual({ id });
      expect(await failureOf(() => account.of(resource).get(id))).toBeInstanceOf(NotFoundError);
      expect(await failureOf(() => account.of(resource).delete(id, { confirm: id }))).toBeInstanceOf(
        NotFoundError,
      );
      const listed = await account.of(resource).list().toArray();
      expect(listed.map((record) => record.id)).not.toContain(id);
      expect(account.sandbox.violations).toEqual([]);
    });

    it("is refused without the right confirmation, before any write", async () => {
      const account = openAccount(test);
      for (const confirm of [undefined, "", firstId(account), `${deletable(account)} `]) {
        expect(await failureOf(() => remove(account, { confirm }))).toBeInstanceOf(ConfirmationError);
        const rehearse = () => remove(account, { confirm, dryRun: true });
        if (confirm === undefined) expect(await rehearse()).toMatchObject({ dry_run: true });
        else expect(await failureOf(rehearse)).toBeInstanceOf(ConfirmationError);
      }
      expect(writesAmong(account.vendor, account.sandbox.requests)).toEqual([]);
    });

    it("is not sent again when the vendor fails, unless repeating it does no harm", () =>
      expectNoBlindRetry(remove));

    it("is indeterminate where the response is empty, unless the vendor's document has none", () =>
      expectIndeterminateIfEmpty(remove));
  });

  async function expectAsPreviewed(
    account: OpenAccount,
    write: (options: object) => Promise<unknown>,
  ): Promise<void> {
    const { requests, dry_run } = await previewOf(write);
    expect(dry_run).toBe(true);
    expect(writesAmong(account.vendor, account.newRequests())).toEqual([]);
    expect(leaksIn([requests], account.secrets)).toEqual([]);
    account.newTraffic();
    await write({});
    expectSentAsPreviewed(account.vendor, requests, account.newTraffic());
  }

  /** The same with a query of the caller's own, in an account of its own. */
  async function expectQueryAsPreviewed(
    write: (account: OpenAccount, options: object) => Promise<unknown>,
  ): Promise<void> {
    const account = openAccount(test);
    const { requests } = await previewOf((options) =>
      write(account, { ...options, remoteQuery: REMOTE_QUERY }),
    );
    account.newTraffic();
    // A vendor may reject parameters that its document does not have; they were sent all the same.
    await write(account, { remoteQuery: REMOTE_QUERY }).catch(() => undefined);
    expectSentAsPreviewed(account.vendor, requests, account.newTraffic());
    expect(requests.at(-1)?.path).toContain("flag=false");
  }

  async function expectNoBlindRetry(
    write: (account: OpenAccount, options?: object) => Promise<unknown>,
  ): Promise<void> {
    const account = openAccount(test);
    const { requests } = await previewOf((options) => write(account, options));
    const operation = requests[0]?.operation ?? "";
    account.sandbox.inject({ type: "server-error", status: 500, operation, times: Number.POSITIVE_INFINITY });
    const error = await failureOf(() => write(account));
    expect(error).toBeInstanceOf(VendorUnavailableError);
    expect(error).toMatchObject({ vendor: account.vendor.id, operation });
    expect(leaksIn([error, account.events], account.secrets)).toEqual([]);
    expect(writesAmong(account.vendor, account.newRequests())).toHaveLength(
      attemptsOf(account.vendor, operation),
    );
  }

  /** For creations and deletions: an update reads the record, which shows its outcome. */
  async function expectIndeterminateIfEmpty(
    write: (account: OpenAccount, options?: object) => Promise<unknown>,
  ): Promise<void> {
    const account = openAccount(test);
    const { requests } = await previewOf((options) => write(account, options));
    const operation = requests.at(-1)?.operation ?? "";
    account.sandbox.inject({ type: "empty-body", operation });
    const result = await write(account).catch((error: unknown) => error);
    if (account.vendor.operations[operation]?.returnsBody)
      expect(result).toMatchObject({ code: "invalid-response", operation, outcome: "indeterminate" });
    else expect(result).not.toBeInstanceOf(Error);
  }
}

async function previewOf(write: (options: object) => Promise<unknown>): Promise<WritePreview> {
  const preview = await write({ dryRun: true });
  if (typeof preview !== "object" || preview === null || !("requests" in preview))
    throw new Error("no preview");
  // The boundary: a dry run of any write gives a preview.
  return preview as WritePreview;
}

/** Fields that show the same value of the vendor's. */
function elsewhereOf({ differences = [] }: VendorTest, resource: ResourceName, field: string): string[] {
  return differences.flatMap((entry) =>
    entry.what === "update-shows-elsewhere" && entry.resource === resource && entry.field === field
      ? [entry.elsewhere]
      : [],
  );
}

/** What an update of one field must not touch. */
function withoutFields(record: object, fields: readonly string[]): object {
  const apart = [...fields, "remote_data", "updated_at"];
  return Object.fromEntries(Object.entries(record).filter(([name]) => !apart.includes(name)));
}
