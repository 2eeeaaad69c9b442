import { InvalidInputError } from "@mdmkit/runtime";
import { createKeyFile, keyFileIn, readKeyFile } from "./key-file.ts";
import { KEY_BYTES, KEY_VARIABLE, type Keys, parseKeys } from "./keys.ts";

export type KeySource = {
  /** What `MDMKIT_GATEWAY_KEY` holds. */
  readonly keys?: string | undefined;
  /** Of the embedded database. */
  readonly folder?: string | undefined;
  /** The gateway can be reached from this machine only. */
  readonly loopback: boolean;
  /** Tells the operator something, once. */
  readonly say?: ((line: string) => void) | undefined;
};

/**
 * The keys of the environment, then those of the folder's key file. Without any, a key file is made for an embedded database
 * on loopback; anything else is refused, because a key beside the data protects from little.
 */
export async function findKeys({ keys, folder, loopback, say }: KeySource): Promise<Keys> {
  const given = keys?.trim() ? parseKeys(keys, KEY_VARIABLE) : undefined;
  const filed = folder === undefined ? undefined : await readKeyFile(folder);
  if (given) return [...given, ...(filed ?? [])];
  if (folder === undefined || !loopback) {
    throw new InvalidInputError(
      `${KEY_VARIABLE} is not set; stored credentials are encrypted with it. \`openssl rand -base64 ${KEY_BYTES}\` makes one: keep it apart from the database.`,
    );
  }
  if (filed) return filed;
  const created = await createKeyFile(folder);
  say?.(
    `Created the key ${keyFileIn(folder)}, which encrypts stored credentials; they are lost without it. ${KEY_VARIABLE} takes its place.`,
  );
  return created;
}
