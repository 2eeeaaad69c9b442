import { schemas } from "@mdmkit/jamf-pro/schemas";
import { completed } from "../../../engine/document/blank.ts";
import { declaredOf } from "../../../engine/document/declared.ts";
import { itemSchemaOf, successOf } from "../../../engine/document/response-shape.ts";
import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import type { Source } from "../../../engine/records/select.ts";
import { asText, asTexts, type Row, textOf } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { UnreadableFilter } from "../../../engine/request/conditions.ts";
import { catalogFields } from "../query/fields.ts";
import type { Fields } from "../query/filter.ts";
import { select } from "../query/select.ts";
import type { Context } from "./handler.ts";

/** The page size that the vendor cuts to without an error; its document declares no maximum. */
const mostRows = 2000;

type ListRules = {
  source: Source;
  fields: Fields;
  idField?: string;
  /** How a row of the page is shown. */
  show?: (row: Row) => Row;
};

/** A list: page and size, filter and sort, an envelope with the total. */
export function listOf(
  call: Call,
  context: Context,
  { source, fields, idField = "id", show }: ListRules,
): VendorResponse {
  const filter = asText(call.query.filter) ?? "";
  const order = call.operation.parameters.find(({ name }) => name === "sort")?.schema;
  const sort = asText(call.query.sort) || textOf(order, "default") || "id:asc";
  let rows: Rows;
  try {
    rows = select(source, { filter, sort, fields, idField });
  } catch (error) {
    if (!(error instanceof UnreadableFilter)) throw error;
    return context.fail(call, { status: 400, message: error.message, field: "filter" });
  }
  const page = cutPage(call, rows, { max: mostRows });
  return listResponse(call, show ? { ...page, rows: page.rows.map(show) } : page);
}

/** A list whose rows are those that the operation declares: in pages if it has pages, else complete. */
export function listDeclared(call: Call, context: Context, source: Source): VendorResponse {
  const show = (row: Row) => declaredRow(call, row);
  const rows = source.rows("id");
  if (call.operation.pagination === undefined) return json(rows.slice(0, rows.length).map(show));
  return listOf(call, context, { source, fields: catalogFields, show });
}

/** What an operation declares of a record, or of a row of its list. */
export function declaredRow({ operation }: Pick<Call, "operation">, row: Row): Row {
  return declaredOf(row, itemSchemaOf(operation, schemas) ?? successOf(operation).schema, schemas);
}

/** A record with all that an operation declares. */
export const wholeRow = (call: Call, row: Row): Row =>
  completed(declaredRow(call, row), [successOf(call.operation).schema, schemas]);

/** Rows made for this call, as a source. */
export function sourceOf(rows: readonly Row[]): Source {
  return { rows: () => [...rows] };
}

/** `USER_AND_LOCATION` is the section of `userAndLocation`. */
const propertyOf = (section: string): string =>
  section.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Properties that no section holds. */
const always = new Set(["id", "udid", "mobileDeviceId", "deviceType"]);

/** Shows the requested sections, by default GENERAL; the others are null, not left out. */
export function sectionsOf(call: Call): (row: Row) => Row {
  const asked = asTexts(call.query.section);
  const shown = new Set((asked.length === 0 ? ["GENERAL"] : asked).map(propertyOf));
  return (row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, always.has(name) || shown.has(name) ? value : null]),
    );
}
