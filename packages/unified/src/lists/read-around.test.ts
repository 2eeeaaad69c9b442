import {
  AuthenticationError,
  type CallOptions,
  MdmError,
  TimeoutError,
  VendorUnavailableError,
} from "@mdmkit/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSplitBudget, readAround, type Span } from "./read-around.ts";

type Asked = Span & Pick<CallOptions, "attempts">;

const failure = (status: number) => new VendorUnavailableError("it failed.", { status });

/** A list of numbers, in which pages with one of `bad` fail. */
function vendor(count: number, bad: readonly number[], status = 500) {
  const asked: Asked[] = [];
  const load = async ({ offset, size }: Span, { attempts }: Pick<CallOptions, "attempts">) => {
    asked.push({ offset, size, ...(attempts !== undefined && { attempts }) });
    if (bad.some((at) => at >= offset && at < offset + size)) throw failure(status);
    const items = Array.from({ length: count }, (_, at) => at).slice(offset, offset + size);
    return { items, total: count };
  };
  return { asked, load };
}

const whole = { offset: 0, size: 200 };

describe("reading around records that fail their page", () => {
  it("is one request where no record fails", async () => {
    const { asked, load } = vendor(300, []);
    const split = createSplitBudget();
    const { requests } = split;
    expect((await readAround(whole, { split }, load)).items).toHaveLength(200);
    expect([asked, split.requests]).toEqual([[whole], requests]);
  });

  it.each([true, false])("costs the one record, and few requests (aligned: %s)", async (aligned) => {
    for (const bad of [0, 1, 99, 137, 198, 199]) {
      const { asked, load } = vendor(300, [bad]);
      const { items, total } = await readAround(whole, { split: createSplitBudget(), aligned }, load);
      expect(items).toEqual(Array.from({ length: 200 }, (_, at) => (at === bad ? null : at)));
      expect(total).toBe(300);
      expect(asked.length).toBeLessThanOrEqual(17);
    }
  });

  it("tries only the whole page and a single record more than once", async () => {
    const { asked, load } = vendor(300, [5]);
    await readAround(whole, { split: createSplitBudget() }, load);
    const repeated = asked.filter(({ attempts }) => attempts === undefined).map(({ size }) => size);
    expect(new Set(repeated)).toEqual(new Set([200, 1]));
    expect(asked.filter(({ attempts }) => attempts === 1).length).toBeGreaterThan(10);
  });

  it("asks for offsets that are multiples of the size where the vendor counts pages", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.nat(5), fc.nat(), async (size, page, seed) => {
        const offset = page * size;
        const bad = offset + (seed % size);
        const { asked, load } = vendor(offset + 2 * size, [bad]);
        const span = { offset, size };
        const { items } = await readAround(span, { split: createSplitBudget(), aligned: true }, load);
        expect(items.indexOf(null)).toBe(bad - offset);
        expect(items).toHaveLength(size);
        expect(asked.filter((each) => each.offset % each.size !== 0)).toEqual([]);
      }),
      { seed: 1 },
    ));

  it("reads around several of them", async () => {
    const { load } = vendor(300, [3, 4, 150]);
    const { items } = await readAround(whole, { split: createSplitBudget() }, load);
    expect(items.flatMap((item, at) => (item === null ? [at] : []))).toEqual([3, 4, 150]);
  });

  it("gives a single record up where the vendor still serves the next one", async () => {
    const { asked, load } = vendor(9, [4]);
    const span = { offset: 4, size: 1 };
    expect((await readAround(span, { split: createSplitBudget() }, load)).items).toEqual([null]);
    expect(asked.at(-1)).toMatchObject({ offset: 5, size: 1 });
  });

  it("throws the first error in an outage, after a few requests", async () => {
    for (const size of [1, 2, 25, 200, 1000]) {
      const { asked, load } = vendor(
        3000,
        Array.from({ length: 3000 }, (_, at) => at),
      );
      const read = readAround({ offset: 0, size }, { split: createSplitBudget(), aligned: true }, load);
      await expect(read).rejects.toMatchObject({ status: 500 });
      expect(asked.length).toBeLessThan(14);
    }
  });

  it.each([502, 504, 524])("splits a page that fails for good with status %i", async (status) => {
    const { load } = vendor(300, [5], status);
    const { items } = await readAround(whole, { split: createSplitBudget() }, load);
    expect([items.indexOf(null), items.length]).toEqual([5, 200]);
  });

  it("splits a page whose failures took all of the time", async () => {
    const { load } = vendor(300, [5], 504);
    const slow: typeof load = (span, call) =>
      load(span, call).catch((cause) => Promise.reject(new TimeoutError("too late.", { cause })));
    expect((await readAround(whole, { split: createSplitBudget() }, slow)).items.indexOf(null)).toBe(5);
    const hanging = () => Promise.reject(new TimeoutError("too late."));
    await expect(readAround(whole, { split: createSplitBudget() }, hanging)).rejects.toThrow("too late");
  });

  it.each([501, 503, 401])("does not split a page for status %i", async (status) => {
    const asked: Span[] = [];
    const load = async (span: Span) => {
      asked.push(span);
      throw status === 401 ? new AuthenticationError("no.", { status }) : failure(status);
    };
    await expect(readAround(whole, { split: createSplitBudget() }, load)).rejects.toSatisfy(MdmError.is);
    expect(asked).toHaveLength(1);
  });

  it("throws when the budget is used up, or where there is none", async () => {
    const { asked, load } = vendor(300, [5]);
    const split = { requests: 3 };
    await expect(readAround(whole, { split }, load)).rejects.toMatchObject({ status: 500 });
    expect([asked.length, split.requests]).toEqual([4, 0]);
    await expect(readAround(whole, {}, load)).rejects.toMatchObject({ status: 500 });
    expect(asked).toHaveLength(5);
  });

  it("repeats a part that fails for another reason", async () => {
    const { load } = vendor(300, [5]);
    let failures = 0;
    const unsteady: typeof load = async (span, call) => {
      if (call.attempts === 1 && failures++ % 2 === 0) throw failure(503);
      return load(span, call);
    };
    const { items } = await readAround(whole, { split: createSplitBudget() }, unsteady);
    expect(items.indexOf(null)).toBe(5);
  });
});
