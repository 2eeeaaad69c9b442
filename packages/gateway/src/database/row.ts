import { StoreError } from "../errors/store-error.ts";
import type { Row } from "./database.ts";

/** These functions read one column. A value of another type than the schema says is a `StoreError`. */
export function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === "string" ? value : broken(column);
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function number(row: Row, column: string): number {
  const value = row[column];
  return typeof value === "number" ? value : broken(column);
}

export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column);
}

/** RFC 3339 in UTC. */
export function time(row: Row, column: string): string {
  const value = row[column];
  return value instanceof Date ? value.toISOString() : broken(column);
}

export function timeOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : time(row, column);
}

/** One of a fixed set of values. */
export function oneOf<const Choice extends string>(
  row: Row,
  column: string,
  choices: readonly Choice[],
): Choice {
  return choices.find((choice) => choice === row[column]) ?? broken(column);
}

/** A list of strings in a column of JSON. */
export function texts(row: Row, column: string): string[] {
  return items(row, column).map((item) => (typeof item === "string" ? item : broken(column)));
}

/** A list of numbers in a column of JSON. */
export function numbers(row: Row, column: string): number[] {
  return items(row, column).map((item) => (typeof item === "number" ? item : broken(column)));
}

function items(row: Row, column: string): unknown[] {
  const value = row[column];
  return Array.isArray(value) ? value : broken(column);
}

/** The first row, for statements that always return one. */
export function firstRow(rows: readonly Row[]): Row {
  return rows[0] ?? broken("row");
}

function broken(column: string): never {
  throw new StoreError("broken", `The database contains an unexpected value in ${column}.`);
}
