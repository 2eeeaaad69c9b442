import stringWidth from "string-width";

const ASCII = /^[\x20-\x7e]*$/;
const graphemes = new Intl.Segmenter();

/** Columns a printable text takes on a terminal; emoji and East Asian characters take two. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** Cuts a text to a width, ending in … where something is missing; never cuts a character in two. */
function truncate(text: string, width: number): string {
  if (text.length <= width && ASCII.test(text)) return text;
  if (widthOf(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = used + widthOf(segment);
    if (next > width - 1) break;
    kept += segment;
    used = next;
  }
  return `${kept}…`;
}

/** Truncates or fills up with spaces. */
export function fit(text: string, width: number): string {
  const cut = truncate(text, width);
  return cut + " ".repeat(Math.max(0, width - widthOf(cut)));
}
