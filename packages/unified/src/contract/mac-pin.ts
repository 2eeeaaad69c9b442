import type { InvalidInputError } from "@mdmkit/runtime";

/** Checks the six-digit PIN of a Mac's lock or erase. Undefined where it is neither given nor needed. */
export function macPin(
  pin: string | null | undefined,
  isNeeded: boolean,
  refuse: (message: string) => InvalidInputError,
): string | undefined {
  if (pin == null && !isNeeded) return undefined;
  if (pin == null) throw refuse("A Mac requires a `pin` of six digits, which unlocks it afterwards.");
  if (/^[0-9]{6}$/.test(pin)) return pin;
  throw refuse("`pin` must be six digits.");
}
