import { element, find } from "../element.ts";
import url from "../generated/explorer.json?url";
import { lettersOf, type Methods, wordsOf } from "./cell.ts";

type Operation = { readonly operation: string; readonly property: string };
type Source = { readonly property: string; readonly read: string; readonly operations: readonly Operation[] };
type Mapper = {
  readonly ids?: string;
  readonly file: string;
  readonly line: number;
  readonly constant?: unknown;
  readonly sources: readonly Source[];
};
type Cell = Methods & { readonly confidence?: string; readonly mappers: readonly Mapper[] };
type Row = {
  readonly resource: string;
  readonly field: string;
  readonly description: string;
  readonly cells: Readonly<Record<string, Cell>>;
};
type Explorer = {
  readonly vendors: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly Row[];
};

const MAPPERS = "https://github.com/mdmkit/mdmkit/blob/main/packages/unified";

const response = await fetch(url);
const { vendors, rows }: Explorer = await response.json();
const form = find("#filters", HTMLFormElement);
const table = find(".matrix table", HTMLTableElement);
const dialog = find("#origin", HTMLDialogElement);
const texts = new Map(rows.map((row) => [row, textOf(row)]));

restore(new URLSearchParams(location.search));
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply)); // the fields are empty after the event
table.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("td a") : null;
  if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey) open(link, event);
});
apply();

/** Shows what the filters let through, and keeps them in the address. */
function apply(): void {
  const filters = new FormData(form);
  const words = text(filters, "q").toLowerCase().split(/\s+/).filter(Boolean);
  const resource = text(filters, "resource");
  const chosen = filters.getAll("vendor").map(String);
  const shown = chosen.length > 0 ? chosen : vendors.map(({ id }) => id);
  const visible = rows.filter(
    (row) =>
      (resource === "" || row.resource === resource) &&
      words.every((word) => texts.get(row)?.includes(word)) &&
      (!filters.has("differ") || differs(row, shown)),
  );
  show(new Set(visible), new Set(shown));
  find("#count", HTMLOutputElement).value =
    `${visible.length} of ${rows.length} fields, ${shown.length} vendors`;
  remember(filters);
}

function show(visible: ReadonlySet<Row>, shown: ReadonlySet<string>): void {
  for (const row of rows) {
    const element = table.querySelector<HTMLElement>(
      `[data-resource="${row.resource}"] [data-field="${row.field}"]`,
    );
    if (element) element.hidden = !visible.has(row);
  }
  for (const body of table.tBodies) body.hidden = !body.querySelector("[data-field]:not([hidden])");
  for (const cell of table.querySelectorAll<HTMLElement>("[data-vendor]"))
    cell.hidden = !shown.has(cell.dataset.vendor ?? "");
  for (const title of table.querySelectorAll<HTMLTableCellElement>(".resource th"))
    title.colSpan = shown.size + 1;
}

function differs({ cells }: Row, shown: readonly string[]): boolean {
  const kinds = shown.map((id) => (cells[id] ? lettersOf(cells[id]) : "–"));
  return new Set(kinds).size > 1;
}

function remember(filters: FormData): void {
  const query = new URLSearchParams();
  for (const [name, value] of filters) if (value !== "") query.append(name, String(value));
  const search = query.size > 0 ? `?${query}` : "";
  if (search !== location.search)
    history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
}

function restore(query: URLSearchParams): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === "checkbox")
      field.checked = query.getAll(field.name).includes(field.value);
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
      field.value = query.get(field.name) ?? "";
  }
}

/** Shows what is behind a cell. */
function open(link: HTMLAnchorElement, event: Event): void {
  const field = link.closest<HTMLElement>("[data-field]")?.dataset.field;
  const resource = link.closest<HTMLElement>("[data-resource]")?.dataset.resource;
  const id = link.closest<HTMLElement>("[data-vendor]")?.dataset.vendor ?? "";
  const row = rows.find((one) => one.field === field && one.resource === resource);
  const cell = row?.cells[id];
  const vendor = vendors.find((one) => one.id === id);
  if (!row || !cell || !vendor) return;
  event.preventDefault();
  find("#origin-title", HTMLElement).textContent = `${row.field}, ${vendor.name}`;
  find("#origin-body", HTMLElement).replaceChildren(...details(row, cell));
  find("#origin-page", HTMLAnchorElement).href = link.href;
  dialog.showModal();
}

function details({ description }: Row, cell: Cell): Node[] {
  const confidence = cell.confidence ? `. Confidence: ${cell.confidence}` : "";
  return [
    element("p", description),
    element("p", `Available: ${wordsOf(cell)}${confidence}.`),
    ...cell.mappers.flatMap(mapperDetails),
  ];
}

function mapperDetails({ ids, file, line, constant, sources }: Mapper): Node[] {
  const where = element(
    "p",
    link(`${MAPPERS}/${file}#L${line}`, `${file}:${line}`),
    ids ? ` for ids that begin with ${ids}` : "",
  );
  if (sources.length === 0)
    return constant === undefined
      ? [where]
      : [where, element("p", "Always ", element("code", JSON.stringify(constant)))];
  const head = element(
    "tr",
    ...["vendor property", "in the response", "of"].map((name) => element("th", name)),
  );
  const body = sources.flatMap(({ property, operations }) => {
    const places = operations.length > 0 ? [...new Set(operations.map((one) => one.property))] : ["–"];
    return places.map((place) => {
      const names = operations.filter((one) => one.property === place).map(({ operation }) => operation);
      const cells = [property, place, names.join(", ") || "the adapter itself"];
      return element("tr", ...cells.map((name) => element("td", element("code", name))));
    });
  });
  const scroller = element("div", element("table", element("thead", head), element("tbody", ...body)));
  scroller.className = "scroller";
  scroller.tabIndex = 0;
  return [where, scroller];
}

function link(href: string, name: string): HTMLElement {
  const made = element("a", element("code", name));
  made.setAttribute("href", href);
  return made;
}

function textOf({ resource, field, description, cells }: Row): string {
  const sources = Object.values(cells).flatMap(({ mappers }) => mappers.flatMap((mapper) => mapper.sources));
  const names = sources.flatMap(({ property, operations }) => [
    property,
    ...operations.map(({ operation }) => operation),
  ]);
  return [resource, field, description, ...new Set(names)].join(" ").toLowerCase();
}

function text(filters: FormData, name: string): string {
  return String(filters.get(name) ?? "");
}
