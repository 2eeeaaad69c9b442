import type { Access } from "./guess-access.ts";
import type { DeviceGuess } from "./guess-devices.ts";
import type { Names } from "./names.ts";

/** All that the files of a new vendor are made from. */
export type Plan = {
  readonly names: Names;
  readonly access: Access;
  /** Base URL of clients; undefined where each customer has another, and must give it. */
  readonly server: string | undefined;
  /** Path of the base URL, for the sandbox. */
  readonly basePath: string;
  /** A read without parameters. */
  readonly check: string | undefined;
  readonly devices: DeviceGuess | undefined;
  /** Fields of the unified device. */
  readonly fields: readonly string[];
  /** An operation to try the client with, and its input as source text. */
  readonly probe: { readonly operation: string; readonly input: string };
  /** What was guessed, by what it is about; to be confirmed by a person. */
  readonly guesses: Readonly<Record<string, string>>;
};

/** Content by path relative to the root. */
export type Files = Readonly<Record<string, string>>;
