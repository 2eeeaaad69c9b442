import type { JsonValue } from "../../read/json.ts";

const LONGEST = 60;

export function changeText(before: JsonValue | undefined, after: JsonValue | undefined): string {
  if (before === undefined) return after === undefined ? "changed" : `is now ${show(after)}, it was not set`;
  return after === undefined
    ? `was removed, it was ${show(before)}`
    : `is now ${show(after)}, it was ${show(before)}`;
}

export function valuesText(gained: readonly JsonValue[], lost: readonly JsonValue[]): string {
  const parts = [
    ...(gained.length > 0 ? [`gained ${listText(gained.map(show))}`] : []),
    ...(lost.length > 0 ? [`lost ${listText(lost.map(show))}`] : []),
  ];
  return parts.join(" and ");
}

export function show(value: JsonValue | undefined): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Compares independently of the locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
