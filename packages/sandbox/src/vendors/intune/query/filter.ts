import { asTexts, type Row } from "../../../engine/records/values.ts";

type Keep = (row: Row) => boolean;
type Term = { name: string; operator: string; wanted: string };

/** `name eq 'O''Brien'`, `time ge 2026-01-01T00:00:00Z` or `contains(name,'x')`. */
const TERM =
  /^(?:(?<name>\w+) (?<operator>eq|ne|gt|ge|lt|le) (?<value>'(?:[^']|'')*'|[\w:.+-]+)|(?<call>contains|startswith)\((?<in>\w+), ?(?<text>'(?:[^']|'')*')\))$/i;

function termOf(text: string): Term | undefined {
  const { name, operator, value, call, in: of, text: part } = TERM.exec(text.trim())?.groups ?? {};
  const wanted = (value ?? part ?? "").replace(/^'|'$/g, "").replaceAll("''", "'");
  const found = { name: name ?? of ?? "", operator: (operator ?? call ?? "").toLowerCase(), wanted };
  return found.name ? found : undefined;
}

/** Texts compare without regard to case. */
function test({ name, operator, wanted }: Term): Keep {
  const plain = wanted.toLowerCase();
  const compare: Record<string, (value: string) => boolean> = {
    eq: (value) => value === plain,
    ne: (value) => value !== plain,
    gt: (value) => value > plain,
    ge: (value) => value >= plain,
    lt: (value) => value < plain,
    le: (value) => value <= plain,
    contains: (value) => value.includes(plain),
    startswith: (value) => value.startsWith(plain),
  };
  return (row) => compare[operator]?.(String(row[name] ?? "").toLowerCase()) ?? false;
}

/** Splits at a word outside of quotes. */
function split(filter: string, word: "and" | "or"): string[] {
  const parts = filter.match(new RegExp(`(?:'(?:[^']|'')*'|(?! ${word} ).)+`, "gis")) ?? [];
  return parts.map((part) => part.replace(new RegExp(`^ ${word} `, "i"), ""));
}

/** Conditions joined by `and` and `or`; undefined for a filter that cannot be read. */
export function directoryFilter(filter: string): Keep | undefined {
  const any = split(filter, "or").map((part) => split(part, "and").map(termOf));
  const tests = any.map((all) => all.flatMap((term) => (term ? [test(term)] : [])));
  if (any.flat().some((term) => term === undefined)) return undefined;
  return (row) => tests.some((all) => all.every((keep) => keep(row)));
}

/** Properties that device lists filter by; a condition on any other is ignored. */
const FILTERED = new Set([
  "id",
  "serialNumber",
  "azureADDeviceId",
  "userId",
  "userPrincipalName",
  "deviceName",
  "operatingSystem",
  "complianceState",
  "lastSyncDateTime",
  "managementAgent",
]);

/** As device lists understand it: `ne` is `eq`, of ids joined by `or` the first counts, and what is not supported is ignored. */
export function deviceFilter(filter: string): Keep {
  const first = split(filter, "or")[0] ?? "";
  const terms = split(/\bazureADDeviceId\b/i.test(filter) ? first : filter, "and");
  const tests = terms.flatMap((part) => {
    const any = split(part, "or").flatMap((text) => {
      const term = termOf(text);
      if (!term || !FILTERED.has(term.name)) return [];
      return [test({ ...term, operator: term.operator === "ne" ? "eq" : term.operator })];
    });
    return any.length > 0 ? [(row: Row) => any.some((keep) => keep(row))] : [];
  });
  return (row) => tests.every((keep) => keep(row));
}

/** The selected properties of a row and its id; all of them without a selection. */
export function selected(row: Row, $select: unknown): Row {
  const names = asTexts($select).flatMap((text) => text.split(","));
  if (names.length === 0) return row;
  const wanted = new Set(["id", ...names.map((name) => name.trim())]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name) || name.startsWith("@")));
}
