import type { LookupAddress } from "node:dns";
import { lookup as lookUp } from "node:dns/promises";
import { createWaitingLine } from "../limiter/queue.ts";

/** All addresses of a name. */
export type Resolve = (hostname: string, family: 0 | 4 | 6) => Promise<readonly LookupAddress[]>;

type Options = { readonly resolve?: Resolve | undefined; readonly patienceMs?: number | undefined };

const PATIENCE_MS = 10_000;
/** The system's resolver has four threads, which files and compression need, too. */
const AT_ONCE = 2;
/** Besides, of names that took too long the last time. */
const LATE_AT_ONCE = 1;

/**
 * Asks the system's resolver for names, few at a time, once for all who want the same name, and lets nobody wait for long. A
 * name that hangs holds up others until the system gives it up, which takes seconds; from then on only others that hang.
 */
export function createNameLookup({ resolve = resolveAll, patienceMs = PATIENCE_MS }: Options): Resolve {
  const lanes = { inTime: createLane(AT_ONCE), late: createLane(LATE_AT_ONCE) };
  const underWay = new Map<string, Question>();
  const late = new Set<string>();

  function ask(hostname: string, family: 0 | 4 | 6): Question {
    const key = `${family} ${hostname}`;
    const known = underWay.get(key);
    if (known) return known;
    let hasBegun = false;
    const answer = lanes[late.has(key) ? "late" : "inTime"](() => {
      hasBegun = true;
      late.delete(key);
      return resolve(hostname, family);
    }).finally(() => underWay.delete(key));
    const question = { answer, noteLate: () => void (hasBegun && late.add(key)) };
    underWay.set(key, question);
    return question;
  }

  return async (hostname, family) => {
    const { answer, noteLate } = ask(hostname, family);
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        noteLate();
        reject(Object.assign(new Error("the name is not found in time"), { code: "EAI_AGAIN" }));
      }, patienceMs);
    });
    return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
  };
}

type Question = { readonly answer: ReturnType<Resolve>; readonly noteLate: () => void };
type Lane = <Result>(run: () => Promise<Result>) => Promise<Result>;

function createLane(most: number): Lane {
  const line = createWaitingLine();
  let taken = 0;
  return async (run) => {
    if (taken >= most) await line.join({});
    else taken++;
    try {
      return await run();
    } finally {
      if (line.start(1) === 0) taken--; // else the place is the next one's
    }
  };
}

function resolveAll(hostname: string, family: 0 | 4 | 6): Promise<LookupAddress[]> {
  return lookUp(hostname, { family, all: true });
}
