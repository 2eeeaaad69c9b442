import type { Terminal } from "../workspace/terminal.ts";
import type { DeviceChoice } from "./plan/guess-devices.ts";

export type NewProject = {
  readonly id: string;
  /** URL or path of the document; of our own transcription if `isTranscription`. */
  readonly from: string | undefined;
  /** The document is, or will be, our own transcription. */
  readonly isTranscription: boolean;
  readonly product: string | undefined;
  /** The operations that read devices; without them they are guessed. */
  readonly devices: DeviceChoice | undefined;
  readonly cwd: string;
  /** `2026-11-22`. */
  readonly today: string;
  readonly terminal: Terminal;
};

export type NewVendor = NewProject & { readonly root: string };
