import { asTexts, isRow, type Row } from "../../../engine/records/values.ts";

type Test = (value: unknown, wanted: unknown) => boolean;

const OPERATORS: Readonly<Record<string, Test>> = {
  eq: (value, wanted) => value === wanted,
  in: (value, wanted) => asTexts(wanted).includes(String(value)),
  not_in: (value, wanted) => !asTexts(wanted).includes(String(value)),
  like: (value, wanted) => asTexts(wanted).some((part) => String(value).includes(part)),
};

/** A condition on each property of a JSON object; undefined for an invalid one. */
export function prismFilter(text: string): Row | undefined {
  try {
    const filter: unknown = JSON.parse(text);
    const isKnown =
      isRow(filter) &&
      Object.values(filter).every(
        (test) => isRow(test) && Object.keys(test).every((name) => name in OPERATORS),
      );
    return isKnown ? filter : undefined;
  } catch {
    return undefined;
  }
}

export function matches(row: Row, filter: Row): boolean {
  return Object.entries(filter).every(([property, test]) =>
    Object.entries(isRow(test) ? test : {}).every(([name, wanted]) =>
      OPERATORS[name]?.(row[property], wanted),
    ),
  );
}

/** The devices that a filter names; undefined where it does not. */
export function devicesIn(filter: Row | undefined): string[] | undefined {
  const test = filter?.device_id;
  return isRow(test) && test.in !== undefined ? asTexts(test.in) : undefined;
}
