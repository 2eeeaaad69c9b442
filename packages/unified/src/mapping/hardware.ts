import type { Drift } from "../contract/drift.ts";
import { isPlaceholder, isRow, isSharedHardwareId } from "./placeholders.ts";
import { text } from "./values.ts";

type Maybe<T> = T | null | undefined;

/** What a maker wrote into the hardware, such as its model. A placeholder reads as absent. */
export function hardwareText(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const written = text(value, drift);
  return written && isPlaceholder(written) ? undefined : written;
}

/** A serial number that can distinguish devices: a placeholder or a row of one character is absent. */
export function serialNumber(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const serial = hardwareText(value, drift);
  return serial && isRow(serial) ? undefined : serial;
}

/** An id such as the UUID of a board. One that many devices have reads as absent. */
export function hardwareId(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const id = hardwareText(value, drift);
  return id && isSharedHardwareId(id) ? undefined : id;
}
