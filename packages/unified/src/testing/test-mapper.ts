import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { isRecord } from "../records/record.ts";
import { arbitraryOf, type Schemas, spoiledArbitraryOf } from "./arbitrary-record.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { SCHEMAS } from "./resources.ts";
import { orderProblems, problemsOf } from "./unified-schema.ts";

type MapperTest<Raw> = {
  readonly name: string;
  map(raw: Raw): { id: string };
  readonly unified: (typeof SCHEMAS)[ResourceName];
  /** The vendor's JSON Schemas, `@mdmkit/<vendor>/schemas`. */
  readonly schemas: Schemas;
  /** The record's schema among them. */
  readonly record: string;
  /** Rows an adapter joins to the record: property → schema, or how to make them from a row. */
  readonly joined?: Readonly<Record<string, JoinedRow>>;
  /** What the mapper says of a record that says nothing. */
  readonly sparse: object;
  readonly runs?: number;
  /** Same seed, same records. */
  readonly seed?: number;
};

type JoinedRow = { readonly schema: string; readonly many?: boolean; readonly within?: string };

/** Properties of any mapper: whatever a vendor sends, a valid unified record comes out and nothing is thrown. */
export function testMapper<Raw>({
  name,
  map,
  unified,
  schemas,
  record,
  joined = {},
  sparse,
  runs = 150,
  seed = 1,
}: MapperTest<Raw>): void {
  describe(`${name}, for any record`, () => {
    it("maps what the vendor's document allows to a valid record", () => {
      fc.assert(
        fc.property(recordOf(arbitraryOf), (raw) => expectValid(map(raw))),
        { numRuns: runs, seed },
      );
    });

    it("maps what it does not allow to a valid record all the same, and changes nothing of it", () => {
      fc.assert(
        fc.property(recordOf(spoiledArbitraryOf), (raw) => expectValid(map(deepFreeze(raw)))),
        { numRuns: runs * 2, seed },
      );
    });

    it("invents nothing for an empty record", () => {
      const given = Object.entries(map(JSON.parse("{}"))).filter(
        ([, value]) => value !== undefined && value !== "",
      );
      expect(Object.fromEntries(given)).toEqual(sparse);
    });
  });

  function expectValid(mapped: object): void {
    expect([...problemsOf(unified, mapped), ...orderProblems(mapped)]).toEqual([]);
    const numbers = Object.entries(mapped).filter(([, value]) => typeof value === "number");
    expect(numbers.filter(([, value]) => !Number.isFinite(value))).toEqual([]);
  }

  function recordOf(make: typeof arbitraryOf): fc.Arbitrary<Raw> {
    const rows = Object.entries(joined).map(([property, { schema, many, within }]) => {
      const row = many
        ? fc.array(make(schemas, schema).filter(isRecord), { maxLength: 2 })
        : make(schemas, schema).filter(isRecord);
      return fc.option(row, { nil: undefined }).map((value) => ({ property, within, value }));
    });
    // The boundary: generated from the vendor's document, or spoiled on purpose.
    return fc
      .tuple(make(schemas, record).filter(isRecord), ...rows)
      .map(([own, ...parts]) => join(own, parts)) as fc.Arbitrary<Raw>;
  }
}

type Part = { property: string; within: string | undefined; value: unknown };

function join(own: object, parts: readonly Part[]): object {
  const whole: Record<string, unknown> = { ...own };
  for (const { property, within, value } of parts) {
    if (value === undefined) continue;
    if (within === undefined) whole[property] = value;
    else whole[within] = { ...(isRecord(whole[within]) ? whole[within] : {}), [property]: value };
  }
  return whole;
}
