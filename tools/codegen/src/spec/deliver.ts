import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Call, CallError, textFlag } from "./command.ts";

/** The formatter for `--format`. */
export function formatOf<Format>({ flags }: Call, formats: Readonly<Record<string, Format>>): Format {
  const name = textFlag(flags, "format") ?? "text";
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format) return format;
  throw new CallError(`Unknown format: ${name}. Known: ${Object.keys(formats).join(", ")}.`);
}

/** Prints a report, or writes it atomically to the file of `--output`. */
export function deliver(report: string, { flags, cwd, out }: Call): void {
  const output = textFlag(flags, "output");
  if (output === undefined) {
    out.write(report);
    return;
  }
  const file = resolve(cwd, output);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, report);
  renameSync(`${file}.part`, file);
  out.write(`${output} written.\n`);
}
