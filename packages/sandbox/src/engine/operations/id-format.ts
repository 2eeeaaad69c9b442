import type { JsonSchema } from "../document/operation-schemas.ts";
import { followed } from "../document/response-shape.ts";

/** What ids of one collection look like, and the index inside each. */
export type IdFormat = {
  id(index: number): string | number;
  /** NaN for another id. */
  index(id: string): number;
  /** How many ids there are, where the document lists them. */
  readonly most?: number;
};

const FIRST_NUMBER = 1000;

export const NUMBERS: IdFormat = {
  id: (index) => FIRST_NUMBER + index,
  index: (id) => Number(id) - FIRST_NUMBER,
};

/** Whole numbers with gaps, as those of records of which others were deleted. */
export function numbersFrom(start: number, step = 1) {
  return {
    id: (index: number): number => start + index * step,
    index(id: string): number {
      const index = (Number(id) - start) / step;
      return Number.isInteger(index) ? index : Number.NaN;
    },
  };
}

const UUIDS: IdFormat = {
  id: (index) => `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
  index: (id) => Number.parseInt(id.slice(-12), 16),
};

const OBJECT_IDS: IdFormat = {
  id: (index) => `5f0000000000000000${index.toString(16).padStart(6, "0")}`,
  index: (id) => Number.parseInt(id.slice(-6), 16),
};

const DIGITS: IdFormat = { id: (index) => String(index + 1), index: (id) => Number(id) - 1 };

/** Ids that fit a path parameter; undefined for any text, and for a pattern that no known format fits. */
export function idFormatOf(
  declared: JsonSchema,
  schemas: Readonly<Record<string, JsonSchema>>,
): IdFormat | undefined {
  const schema = followed(declared, schemas);
  const { type, format, pattern } = schema;
  if (Array.isArray(schema.enum)) {
    const values = schema.enum.map(String);
    return { id: (index) => values[index] ?? "", index: (id) => values.indexOf(id), most: values.length };
  }
  if (type === "integer" || type === "number") return NUMBERS;
  if (format === "uuid") return UUIDS;
  if (typeof pattern !== "string") return undefined;
  const fits = new RegExp(pattern, "u");
  return [UUIDS, OBJECT_IDS, DIGITS].find(({ id }) => fits.test(String(id(0))));
}

/** Ids where the document does not say what they look like. */
export const ANY_IDS = UUIDS;
