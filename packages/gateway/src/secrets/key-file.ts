import { randomBytes } from "node:crypto";
import { chmod, link, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "@mdmkit/runtime";
import { KEY_BYTES, type Keys, parseKeys } from "./keys.ts";

const FILE = "key";
const OTHERS = 0o077;

export const keyFileIn = (folder: string): string => join(folder, FILE);

/** The keys of the folder's key file; undefined when it has none. A file that others may read is refused. */
export async function readKeyFile(folder: string): Promise<Keys | undefined> {
  const path = keyFileIn(folder);
  const text = await readFile(path, "utf8").catch(ignoreMissing);
  if (text === undefined) return undefined;
  const { mode } = await stat(path);
  if (process.platform !== "win32" && mode & OTHERS) {
    throw new InvalidInputError(`Others may read the key file ${path}. \`chmod 600\` it.`);
  }
  return parseKeys(text, path);
}

/** Makes a key file with a new key. */
export async function createKeyFile(folder: string): Promise<Keys> {
  const text = randomBytes(KEY_BYTES).toString("base64");
  const path = keyFileIn(folder);
  const draft = `${path}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, `${text}\n`, { mode: 0o600, flag: "wx", flush: true });
  await chmod(draft, 0o600);
  try {
    await link(draft, path); // whole or not at all, and never over another
  } finally {
    await unlink(draft);
  }
  return parseKeys(text, path);
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
