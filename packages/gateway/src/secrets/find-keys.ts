import { InvalidInputError } from "@mdmkit/runtime";
import { StoreError } from "../errors/store-error.ts";
import { createKeyFile, keyFileIn, readKeyFile } from "./key-file.ts";
import { KEY_BYTES, KEY_VARIABLE, type Keys, parseKeys } from "./keys.ts";

export type KeySource = {
  /** The value of `MDMKIT_GATEWAY_KEY`. */
  readonly keys?: string | undefined;
  /** The folder of the embedded database. */
  readonly folder?: string | undefined;
  /** Whether the gateway can be reached only from this machine. */
  readonly loopback: boolean;
  /** The ids of the keys that stored credentials are encrypted with: a new key would not open them. */
  readonly neededIds?: readonly string[] | undefined;
  /** Shows the operator a line, once. */
  readonly say?: ((line: string) => void) | undefined;
};

/**
 * The keys of the environment, then those of the key file. Without keys, a key file is created for an embedded database on loopback;
 * otherwise it throws, because a key beside the data protects little.
 */
export async function findKeys({ keys, folder, loopback, neededIds = [], say }: KeySource): Promise<Keys> {
  const given = keys?.trim() ? parseKeys(keys, KEY_VARIABLE) : undefined;
  const inFile = folder === undefined ? undefined : await readKeyFile(folder);
  if (given) return [...given, ...(inFile ?? [])];
  if (folder === undefined || !loopback) {
    throw new InvalidInputError(
      `${KEY_VARIABLE} is not set; it encrypts the stored credentials. Create a key with \`openssl rand -base64 ${KEY_BYTES}\` and keep it apart from the database.`,
    );
  }
  if (inFile) return inFile;
  if (neededIds.length > 0) {
    const problem = `The key file ${keyFileIn(folder)} is missing, and stored credentials are encrypted with key ${neededIds.join(", ")}.`;
    throw new StoreError(
      "key",
      problem,
      `Restore the file from a backup, or set ${KEY_VARIABLE}. Nothing was changed.`,
    );
  }
  const created = await createKeyFile(folder);
  say?.(
    `Created the key ${keyFileIn(folder)}. It encrypts the stored credentials, which are lost without it. To use another key, set ${KEY_VARIABLE}.`,
  );
  return created;
}
