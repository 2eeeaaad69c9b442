import { element } from "../element.ts";

/** A request as the sandbox keeps it. */
export type SentRequest = { readonly operation: string; readonly method: string; readonly path: string };

/** Shown first, where a record has them. */
const COLUMNS = [
  "name",
  "serial_number",
  "platform",
  "os_version",
  "model",
  "owner",
  "disk_encryption",
  "last_activity_at",
  "email",
  "version",
  "id",
];
const WIDTH = 8;

/** A list of records as a table, anything else as JSON; the JSON of a table is below it. */
export function showValue(value: unknown): HTMLElement {
  const section = element("section");
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
    section.append(
      element("h2", `${value.length} ${value.length === 1 ? "record" : "records"}`),
      tableOf(value),
      details("The same as JSON", json(value)),
    );
  } else section.append(element("h2", typeof value === "string" ? "Text" : "Value"), json(value));
  return section;
}

export function showRequests(vendor: string, requests: readonly SentRequest[]): HTMLElement {
  const rows = requests.map(({ operation, method, path }) => [operation, method, decodeURIComponent(path)]);
  return element(
    "section",
    element("h2", `Requests to ${vendor}: ${requests.length}`),
    scroller(rowsOf(["operation", "method", "path"], rows), "Requests"),
  );
}

function tableOf(records: readonly Readonly<Record<string, unknown>>[]): HTMLElement {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const known = COLUMNS.filter((name) => names.includes(name));
  const columns = (known.length >= 3 ? known : names).slice(0, WIDTH);
  const rows = records.map((record) => columns.map((name) => cellText(record[name])));
  return scroller(rowsOf(columns, rows), "Records");
}

function cellText(value: unknown): string {
  if (value === undefined) return "–";
  if (value === null) return "none";
  if (isRecord(value)) return String(value.name ?? value.id ?? JSON.stringify(value));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function rowsOf(header: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const line = (name: string, cells: readonly string[]) =>
    element("tr", ...cells.map((cell) => element(name, cell)));
  return element(
    "table",
    element("thead", line("th", header)),
    element("tbody", ...rows.map((row) => line("td", row))),
  );
}

function scroller(inside: HTMLElement, label: string): HTMLElement {
  const box = element("div", inside);
  box.className = "scroller";
  box.tabIndex = 0;
  box.role = "region";
  box.ariaLabel = label;
  return box;
}

function json(value: unknown): HTMLElement {
  const box = element(
    "pre",
    typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "undefined"),
  );
  box.tabIndex = 0;
  return box;
}

function details(title: string, inside: HTMLElement): HTMLElement {
  return element("details", element("summary", title), inside);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
