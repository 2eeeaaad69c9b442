import { printable } from "../output/printable.ts";

/** Text as HTML. Names of devices are anybody's text: marks that change the direction of text become visible, too. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const NUMBER = new Intl.NumberFormat("en-GB");
const PERCENT = new Intl.NumberFormat("en-GB", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const CHANGE = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });

export const number = (value: number): string => NUMBER.format(value);
export const share = (part: number, whole: number): string =>
  whole === 0 ? "" : PERCENT.format(part / whole);
export const change = (now: number, before: number): string => CHANGE.format(now - before);
export const time = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export type Column = {
  readonly title: string;
  /** `picture`: the column only repeats another one, as bars. */
  readonly kind?: "text" | "number" | "share" | "picture";
};

/** A section with a table, which scrolls on narrow screens. The first cell of a row is its heading. Cells are HTML. */
export function tableSection(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const classes = columns.map(({ kind = "text" }) => (kind === "share" ? "number share" : kind));
  // An empty heading would be read aloud.
  const heads = columns.map(({ title, kind }, index) =>
    kind === "picture" ? "<td></td>" : `<th scope="col" class="${classes[index]}">${escapeHtml(title)}</th>`,
  );
  const body = rows.map(([first, ...others]) => {
    const cells = others.map((cell, index) => `<td class="${classes[index + 1]}">${cell}</td>`);
    return `<tr><th scope="row">${first}</th>${cells.join("")}</tr>`;
  });
  return `<section><h2>${escapeHtml(title)}</h2><div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(title)}"><table>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table></div></section>`;
}
