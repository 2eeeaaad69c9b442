import { ConfirmationError, ConflictError, InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { checkRelinquish, createIvantiNeuronsClient, relinquishOwnership } from "./index.ts";

/** A client that keeps the queries; checks count `eligible`, the real call counts its ids. */
function open(eligible: number) {
  const sent: string[] = [];
  const client = createIvantiNeuronsClient({
    token: "made-up",
    cluster: "na1",
    fetch: async (url, { method }) => {
      const { search, searchParams } = new URL(url);
      sent.push(`${method} ${search}`);
      const ids = searchParams.get("ids")?.split(",") ?? [];
      return Response.json({
        errors: null,
        result: searchParams.has("checkViability") ? eligible : ids.length,
      });
    },
  });
  return { client, sent };
}

describe("checkRelinquish", () => {
  it("always says that it only checks", async () => {
    const { client, sent } = open(1);
    expect(await checkRelinquish(client, { ids: [909, 910] })).toBe(1);
    expect(sent).toEqual(["PUT ?checkViability=true&ids=909,910"]);
  });
});

describe("relinquishOwnership", () => {
  it("checks, then relinquishes, and returns how many", async () => {
    const { client, sent } = open(2);
    expect(await relinquishOwnership(client, { ids: [909, 910], confirm: [910, 909] })).toBe(2);
    expect(sent).toEqual(["PUT ?checkViability=true&ids=909,910", "PUT ?ids=909,910"]);
  });

  it("counts an id that is given twice once", async () => {
    const { client, sent } = open(1);
    expect(await relinquishOwnership(client, { ids: [909, 909], confirm: [909] })).toBe(1);
    expect(sent.at(-1)).toBe("PUT ?ids=909");
  });

  it.each([[[]], [[909]], [[909, 911]], [[909, 910, 911]]])(
    "sends nothing when %j confirms 909 and 910",
    async (confirm) => {
      const { client, sent } = open(2);
      await expect(relinquishOwnership(client, { ids: [909, 910], confirm })).rejects.toBeInstanceOf(
        ConfirmationError,
      );
      expect(sent).toEqual([]);
    },
  );

  it("sends the check alone when not every device is eligible", async () => {
    const { client, sent } = open(1);
    const call = relinquishOwnership(client, { ids: [909, 910], confirm: [909, 910] });
    await expect(call).rejects.toBeInstanceOf(ConflictError);
    expect(sent).toEqual(["PUT ?checkViability=true&ids=909,910"]);
  });

  it.each([[[]], [[Number.NaN]], [[1.5]]])("refuses the ids %j", async (ids) => {
    const { client, sent } = open(0);
    await expect(checkRelinquish(client, { ids })).rejects.toBeInstanceOf(InvalidInputError);
    await expect(relinquishOwnership(client, { ids, confirm: ids })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
    expect(sent).toEqual([]);
  });
});
