import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { ignoreClosedPipe } from "./closed-pipe.ts";

it("a reader that has ended is no error of a command, and anything else is", () => {
  const stream = new EventEmitter();
  ignoreClosedPipe(stream);
  const fail = (code: string) => () => stream.emit("error", Object.assign(new Error(code), { code }));
  expect(fail("EPIPE")).not.toThrow();
  expect(fail("ENOSPC")).toThrow("ENOSPC");
});
