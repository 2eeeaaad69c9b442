import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process that answers one question at a time. `Ready` is what its program sends first. */
export type Child<Ready, Question extends object | string, Reply> = {
  readonly ready: Ready;
  ask(question: Question): Promise<Reply>;
  /** Ends the process. It ends with this one as well. */
  stop(): void;
};

/** Starts a program that calls `answerParent`, and waits for its first message. */
export async function startChild<Ready, Question extends object | string, Reply>(
  program: URL,
  { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<Child<Ready, Question, Reply>> {
  const file = fileURLToPath(program);
  const child = fork(file, args, {
    execArgv: [
      "--conditions=@mdmkit/source",
      "--expose-gc",
      ...(process.env.BENCH_NODE_FLAGS?.split(" ") ?? []),
    ],
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"], // logs are written, to nowhere
  });
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`${file} ended with ${code}.`);
  });
  exited.catch(() => {});
  const next = async () => (await Promise.race([once(child, "message"), exited]))[0];
  const ready: Ready = await next();
  return {
    ready,
    ask(question) {
      child.send(question);
      return next();
    },
    stop: () => child.connected && child.disconnect(),
  };
}
