import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];
export type Style = (format: Format, text: string) => string;

/** Colors, or the text as it is. Whether to color was decided by whoever knows the stream. */
export function createStyle({ color }: { color: boolean }): Style {
  return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}
