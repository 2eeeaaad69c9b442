import type { InvalidInputError } from "@mdmkit/runtime";

/** The six digits a Mac asks for after it was locked or erased; nothing where none is given and the device needs none. */
export function macPin(
  pin: string | null | undefined,
  isNeeded: boolean,
  refuse: (message: string) => InvalidInputError,
): string | undefined {
  if (pin == null && !isNeeded) return undefined;
  if (pin == null) throw refuse("A Mac needs a `pin` of six digits, which it asks for afterwards.");
  if (/^[0-9]{6}$/.test(pin)) return pin;
  throw refuse("`pin` must be six digits.");
}
