import { answerParent } from "./answer-parent.ts";

/** What reading a record costs, and what the process took at most so far. */
export type MeasuredReads = { readonly microseconds: number; readonly megabytes: number };

/** Answers with the CPU of reading so many records; `read` says how many there were. Garbage of earlier reads is not part of it. */
export function answerReads(read: (records: number) => Promise<number>): void {
  answerParent("ready", async ({ records }: { records: number }): Promise<MeasuredReads> => {
    globalThis.gc?.();
    const before = process.cpuUsage();
    const count = await read(records);
    const { user, system } = process.cpuUsage(before);
    return { microseconds: (user + system) / count, megabytes: process.resourceUsage().maxRSS / 1024 };
  });
}
