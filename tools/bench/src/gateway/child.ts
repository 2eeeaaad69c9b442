import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process that responds to one message at a time. `Reply` is what its module sends. */
type Child<Question extends object | string, Reply> = {
  ask(question: Question): Promise<Reply>;
  stop(): void;
};

type Started<Ready, Question extends object | string, Reply> = Child<Question, Reply> & {
  readonly ready: Ready;
};

/** Starts a module of this folder, and waits for its first message. */
export async function startChild<Ready, Question extends object | string, Reply>(
  file: string,
  { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<Started<Ready, Question, Reply>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
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
    stop: () => child.disconnect(),
  };
}
