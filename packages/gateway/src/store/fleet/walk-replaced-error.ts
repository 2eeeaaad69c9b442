/** A walk lost the right to write, because another one of the same list has begun. What it has published stays. */
export class WalkReplacedError extends Error {
  override readonly name = "WalkReplacedError";

  constructor() {
    super("Another walk of this list has begun, so this one stores nothing more.");
  }
}
