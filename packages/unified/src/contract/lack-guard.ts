import { type MdmError, PermissionError, UnsupportedOperationError } from "@mdmkit/runtime";

/** Runs reads of what a tenant or a credential may lack: it is asked once, and the error repeated until it is forgotten. */
export type LackGuard = {
  /** Runs a read, or rejects with the earlier 403, or with the error of a server that lacks the operation. */
  run<Result>(read: () => Promise<Result>): Promise<Result>;
  /** Asks again from the next read on, such as for a new list. */
  forget(): void;
};

/** Creates a guard that knows of no lack yet. */
export function createLackGuard(): LackGuard {
  let lacking: MdmError | undefined;
  return {
    async run(read) {
      if (lacking) throw lacking;
      try {
        return await read();
      } catch (error) {
        if (error instanceof PermissionError || error instanceof UnsupportedOperationError) lacking = error;
        throw error;
      }
    },
    forget() {
      lacking = undefined;
    },
  };
}
