import { mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isRecord } from "@mdmkit/runtime";
import type { Values } from "@mdmkit/unified/vendors";
import { isFileError } from "../process/file-error.ts";
import { parseJson } from "../process/json-input.ts";

/** An account as the config file has it: that of a vendor by the vendor's id, or one with a name of its own. */
export type NewAccount = { readonly name: string; readonly vendor: string; readonly values: Values };

/** Adds an account to the config file, or replaces it, and leaves the rest as it is. Only its owner can read the file. */
export async function writeAccount(path: string, { name, vendor, values }: NewAccount): Promise<void> {
  const target = await realpath(path).catch(() => path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const content = await readContent(target);
  const changed =
    name === vendor
      ? { ...content, vendors: { ...object(content.vendors), [vendor]: values } }
      : { ...content, accounts: { ...object(content.accounts), [name]: { vendor, values } } };
  const draft = `${target}.new`;
  await writeFile(draft, `${JSON.stringify(changed, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  await rename(draft, target);
}

/** The file was read and checked before. */
async function readContent(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, "utf8").catch((error) => {
    if (isFileError(error, "ENOENT")) return "{}";
    throw error;
  });
  return object(parseJson(text));
}

const object = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
