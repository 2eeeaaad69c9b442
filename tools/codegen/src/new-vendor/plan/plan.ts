import type { Layout } from "../../workspace/layout.ts";
import type { Access } from "./guess-access.ts";
import type { DeviceGuess } from "./guess-devices.ts";
import type { Renamed } from "./name-operation.ts";
import type { Names } from "./names.ts";

/** The plan of a new vendor's files. */
export type Plan = {
  readonly names: Names;
  readonly layout: Layout;
  readonly access: Access;
  /** The default base URL; undefined if it differs by customer. */
  readonly server: string | undefined;
  /** The document's server, where it differs by customer. */
  readonly serverPattern: string | undefined;
  /** The schemas of the document exclude every record. */
  readonly hasExclusiveParts: boolean;
  /** The document is a transcription of ours, which `upstream.yaml` holds. */
  readonly isTranscription: boolean;
  /** Path of the base URL, for the sandbox. */
  readonly basePath: string;
  /** Operations whose names cannot be those of constants, and the names they get. */
  readonly renamed: readonly Renamed[];
  /** A read without parameters. */
  readonly check: string | undefined;
  readonly devices: DeviceGuess | undefined;
  /** Fields of the unified device. */
  readonly fields: readonly string[];
  /** An operation for the example in the README, with its input as source text. */
  readonly probe: { readonly operation: string; readonly path: string; readonly input: string };
  /** The guesses by topic, which must be confirmed. */
  readonly guesses: Readonly<Record<string, string>>;
};

/** File contents by path relative to the root. */
export type Files = Readonly<Record<string, string>>;
