/**
 * The items of a response as they arrive. The iteration ends when the vendor has sent everything. It throws where the response ends in
 * the middle, so a stream that was cut short never looks finished. Leaving the iteration closes the connection, as `return()` does.
 * The time limit of the call ends with the headers of the response: the caller's `signal` stops the rest.
 */
export type Sequence<Item> = AsyncGenerator<Item, void, undefined> & {
  /** What was read so far. Final when the iteration has ended. */
  readonly report: Readonly<SequenceReport>;
};

/** How much of a sequence was read, and whether it was all of it. */
export type SequenceReport = {
  /** Items that were read. */
  items: number;
  /** Whether the end was reached. */
  complete: boolean;
};

/** Whether the data of a response are items that are still to be read. */
export function isSequence(data: unknown): data is Sequence<unknown> {
  return typeof data === "object" && data !== null && Symbol.asyncIterator in data && "report" in data;
}
