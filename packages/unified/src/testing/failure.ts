import { MdmError } from "@mdmkit/runtime";

/** The error that a call rejects with. Throws when the call succeeds or the error is not an `MdmError`. */
export async function failureOf(run: () => Promise<unknown>): Promise<MdmError> {
  try {
    await run();
  } catch (error) {
    if (MdmError.is(error)) return error;
    throw new Error(`not a typed error: ${String(error)}`, { cause: error });
  }
  throw new Error("the call succeeded");
}
