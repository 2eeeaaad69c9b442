import { MdmError } from "@mdmkit/runtime";

/** The error a call ends with; throws when it ends well, or with an error that is none of ours. */
export async function failureOf(run: () => Promise<unknown>): Promise<MdmError> {
  try {
    await run();
  } catch (error) {
    if (MdmError.is(error)) return error;
    throw new Error(`not a typed error: ${String(error)}`, { cause: error });
  }
  throw new Error("the call succeeded");
}
