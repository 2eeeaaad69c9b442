import { describe, expect, it } from "vitest";
import { hide, isTold, mapRecord } from "./unset.ts";

type Raw = { model?: string | undefined; security?: { on?: boolean | undefined } | undefined };

const unset = (raw: object): void => {
  const record: { model?: unknown; security?: { on?: unknown } } = raw;
  if (record.model === "-1") hide(record, "model");
  if (record.security?.on === false) hide(record.security, "on");
};
const map = ({ model, security }: Raw) => ({ model, on: security?.on });

describe("mapRecord", () => {
  it("hides what is unset from the mapper, and leaves the record as it was", () => {
    const raw = { model: "-1", security: { on: false } };
    const before = structuredClone(raw);
    expect(mapRecord<Raw, object>({ unset, map }, raw)).toEqual({ model: undefined, on: undefined });
    expect(raw).toEqual(before);
  });

  it("lets everything else through", () => {
    expect(mapRecord<Raw, object>({ unset, map }, { model: "Mac", security: { on: true } })).toEqual({
      model: "Mac",
      on: true,
    });
  });

  it("maps as it is what has nothing to hide", () => {
    expect(mapRecord<Raw, object>({ map }, { model: "-1" })).toEqual({ model: "-1", on: undefined });
  });

  it("puts everything back when the mapper fails", () => {
    const raw = { model: "-1" };
    const failing = () => {
      throw new Error("no");
    };
    expect(() => mapRecord({ unset, map: failing }, raw)).toThrow("no");
    expect(raw).toEqual({ model: "-1" });
  });

  it("puts everything back when it fails to hide", () => {
    const raw = { model: "-1", security: Object.freeze({ on: false }) };
    expect(() => mapRecord<Raw, object>({ unset, map }, raw)).toThrow(TypeError);
    expect(raw).toEqual({ model: "-1", security: { on: false } });
  });

  it("keeps apart a record that is mapped while another one is", () => {
    const outer = { model: "-1" };
    const inner = { model: "-1" };
    const seen = mapRecord(
      {
        unset,
        map: (raw: Raw) => [mapRecord<Raw, object>({ unset, map }, inner), inner.model, raw.model],
      },
      outer,
    );
    expect(seen).toEqual([{ model: undefined, on: undefined }, "-1", undefined]);
    expect(outer).toEqual({ model: "-1" });
  });
});

describe("isTold", () => {
  it.each([undefined, null, "", [], " ", "-", "N/A", "unknown", "-1", "0", "0.00", "$0.00", "1970-01-01"])(
    "is false for %j",
    (value) => {
      expect(isTold(value)).toBe(false);
    },
  );

  it("is false for values that are unset themselves, and true for others", () => {
    expect([isTold("UNKNOWN", "UNKNOWN"), isTold(false, false)]).toEqual([false, false]);
    expect([isTold("ON", "UNKNOWN"), isTold(false), isTold(0), isTold([0])]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
