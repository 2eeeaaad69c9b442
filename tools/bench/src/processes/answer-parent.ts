// From the start, so that a program which is still warming up ends as well when its parent is killed.
process.on("disconnect", () => process.exit());

/** Sends `ready` to the process that started this one, and answers its questions. */
export function answerParent<Question>(
  ready: string | object,
  answer: (question: Question) => Promise<unknown> = async () => undefined,
): void {
  process.on("message", async (question: Question) => process.send?.(await answer(question)));
  process.send?.(ready);
}
