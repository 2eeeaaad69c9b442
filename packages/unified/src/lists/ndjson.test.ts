import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { listingOf, numbered, offsetSource } from "../fixtures/pages.ts";
import { without } from "../records/formats.ts";
import { jumpcloud } from "../vendors/jumpcloud/index.ts";
import { ndjson } from "./ndjson.ts";

const linesOf = (text: string) => text.split("\n").map((line) => (line === "" ? "" : JSON.parse(line)));

/** Lets everything run that does not wait for a response. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** What a reader gets of a stream, and the error it ends in. */
async function readAll(stream: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of stream) text += decoder.decode(chunk, { stream: true });
    return { lines: linesOf(text) };
  } catch (error) {
    return { lines: linesOf(text), error };
  }
}

function account(devices: number) {
  const sandbox = createSandbox("jumpcloud", { devices });
  const retry = { attempts: 1 };
  return { sandbox, mdm: connect(jumpcloud({ ...sandbox.options, retry, systemInsights: false })) };
}

describe("ndjson", () => {
  it("writes a line a record, and at last whether that is all", async () => {
    const listing = account(25).mdm.devices.list({ pageSize: 10, remoteData: false });
    const { lines, error } = await readAll(ndjson(listing));
    const records = JSON.parse(JSON.stringify(await listing.toArray()));
    expect([lines, error]).toEqual([[...records, { report: listing.report }, ""], undefined]);
    expect(listing.report.complete).toBe(true);
  });

  it("reads no page before it is wanted", async () => {
    const from = offsetSource(() => numbered(100), { limit: 10 });
    const reader = ndjson(listingOf(from, { pageSize: 10, prefetch: 0 })).getReader();
    await settle();
    expect(from.asked).toHaveLength(0);
    for (const pages of [1, 2, 3]) {
      await reader.read();
      await settle();
      expect(from.asked).toHaveLength(pages);
    }
    await reader.cancel();
    expect(from.asked).toHaveLength(3);
  });

  it("goes on past pages in which nothing matches", async () => {
    const from = offsetSource(() => numbered(30), { limit: 5 });
    const listing = listingOf(from, { pageSize: 5, matchers: async () => [({ id }) => id === "r029"] });
    expect((await readAll(ndjson(listing))).lines).toMatchObject([
      { id: "r029" },
      { report: { matched: 1 } },
      "",
    ]);
  });

  it("reports a failure in its last line and as the error of the stream", async () => {
    const { sandbox, mdm } = account(30);
    sandbox.inject({ type: "forbidden", operation: "systems_list", page: 2 });
    const { lines, error } = await readAll(ndjson(mdm.devices.list({ pageSize: 10 })));
    expect(lines).toHaveLength(12);
    expect(lines[10]).toMatchObject({
      report: { complete: false, reason: "failed" },
      error: { code: "permission", operation: "systems_list" },
    });
    expect(error).toMatchObject({ code: "permission" });
  });

  it("stops a request under way when it is cancelled", async () => {
    const { sandbox, mdm } = account(30);
    sandbox.inject({ type: "hang", operation: "systems_list", page: 2 });
    const reader = ndjson(
      mdm.devices.list({ pageSize: 10 }).map((device) => without(device, ["remote_data"])),
    ).getReader();
    await reader.read();
    const waiting = reader.read();
    await settle();
    await reader.cancel();
    expect(await waiting).toMatchObject({ done: true });
    expect(sandbox.requests.at(-1)).toMatchObject({ operation: "systems_list", status: 0 });
  });
});
