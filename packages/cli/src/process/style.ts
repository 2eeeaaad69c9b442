import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];
export type Style = (format: Format, text: string) => string;

/** Applies colors, or returns the text unchanged when the stream takes none. */
export function createStyle({ color }: { color: boolean }): Style {
  return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}
